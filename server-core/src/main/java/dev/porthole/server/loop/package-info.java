/** What the event loops of a running server do, told event by event to whoever looks on. */
@NullMarked
package dev.porthole.server.loop;

import org.jspecify.annotations.NullMarked;
