package dev.porthole.server;

import dev.porthole.server.transport.Transport;
import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * Where a {@link StaticServer} is in its life: Stopped → Starting → Running → Stopping → Stopped, or
 * Starting → Failed. A failed server can be started again.
 */
public sealed interface ServerState {

    /** Not listening; no connection is open. */
    record Stopped() implements ServerState {}

    /** Opening its port. */
    record Starting() implements ServerState {}

    /**
     * Accepting connections.
     *
     * @param settings what it was started with
     * @param address the address and port really bound
     * @param transport the mechanism really in use, never merely the one hoped for
     * @param eventLoops how many event loops (threads) serve the connections
     * @param since when it began to accept
     */
    record Running(
            SiteSettings settings,
            InetSocketAddress address,
            Transport transport,
            int eventLoops,
            Instant since)
            implements ServerState {}

    /** The port is free again; answers in flight are being finished. */
    record Stopping() implements ServerState {}

    /**
     * It could not start.
     *
     * @param failure what went wrong
     */
    record Failed(StartFailure failure) implements ServerState {}
}
