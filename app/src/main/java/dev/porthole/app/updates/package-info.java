/** Looks for a new version of the program, when its user asks for that. */
@NullMarked
package dev.porthole.app.updates;

import org.jspecify.annotations.NullMarked;
