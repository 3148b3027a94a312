package dev.porthole.server.event;

import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * A client's TCP connection was accepted.
 *
 * @param connection the connection's number, counted from 1 over the life of the server object
 * @param at when it was accepted
 * @param client the client's address and port
 */
public record ConnectionOpened(long connection, Instant at, InetSocketAddress client) implements ServerEvent {}
