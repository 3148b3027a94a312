/**
 * Finished requests as text that other programs read: a line each ({@link dev.porthole.app.log.LineFormat}) or
 * a whole HAR, and a HAR read back into a log. Used by the command line and by the window's export. Knows
 * nothing of JavaFX.
 */
@NullMarked
package dev.porthole.app.log;

import org.jspecify.annotations.NullMarked;
