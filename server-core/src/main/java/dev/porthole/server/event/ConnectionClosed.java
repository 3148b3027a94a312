package dev.porthole.server.event;

import java.time.Instant;

/**
 * A connection ended.
 *
 * @param connection the connection's number
 * @param at when
 * @param reason who ended it, and why
 */
public record ConnectionClosed(long connection, Instant at, CloseReason reason) implements ServerEvent {}
