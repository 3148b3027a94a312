package dev.porthole.app.connections;

import dev.porthole.server.transport.TcpInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the system's TCP was last known to know of a connection.
 *
 * @param info what it told, or null when it told nothing
 * @param at when it was asked
 */
public record TcpReading(@Nullable TcpInfo info, Instant at) {}
