/** What every experiment of the lab has in common: its place in the list, its session, the scripts that run it. */
@NullMarked
package dev.porthole.lab.script;

import org.jspecify.annotations.NullMarked;
