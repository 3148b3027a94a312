/** A request sent once more, as it was or changed: exactly the bytes that are wanted, over a plain socket. */
@NullMarked
package dev.porthole.app.inspector.replay;

import org.jspecify.annotations.NullMarked;
