package dev.porthole.server.event;

import java.time.Instant;

/**
 * The TLS handshake of a connection is complete: its client trusts the server's certificate, or was told to go on
 * without.
 *
 * @param connection the connection's number
 * @param at when the handshake was complete
 */
public record ConnectionSecured(long connection, Instant at) implements ServerEvent {}
