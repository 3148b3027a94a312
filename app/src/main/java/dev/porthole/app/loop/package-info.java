/** The event loops of the running server, as they work. */
@NullMarked
package dev.porthole.app.loop;

import org.jspecify.annotations.NullMarked;
