/** What the stages of measured experiments have in common: a run of a script, and a place to draw. */
@NullMarked
package dev.porthole.app.lab.measure;

import org.jspecify.annotations.NullMarked;
