/** Small sites that come with the program, to try it without one's own. */
@NullMarked
package dev.porthole.app.samples;

import org.jspecify.annotations.NullMarked;
