/**
 * What happened, as small immutable records, and {@link dev.porthole.server.event.EventLog}, the bounded
 * place where they are kept for whoever wants to look. Nothing here knows how the server works inside.
 */
@NullMarked
package dev.porthole.server.event;

import org.jspecify.annotations.NullMarked;
