package dev.porthole.server;

import dev.porthole.server.event.EventSink;
import dev.porthole.server.transport.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A static web server for one folder. It can be started and stopped any number of times; the numbers of its
 * connections and requests go on counting. Safe to use from any thread.
 */
public final class StaticServer implements AutoCloseable {

    /** How long answers in flight may go on after {@link #stop}, unless told otherwise. */
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    /** A stopped server that will report to the given sink. */
    public StaticServer(EventSink events) {}

    /** The state now. */
    public ServerState state() {
        return new ServerState.Stopped();
    }

    /** Calls the listener after each change of state, on the thread that caused it; it must return soon. */
    public void onStateChange(Consumer<ServerState> listener) {}

    /**
     * Opens the port and begins to accept. Blocks for a moment: not for an event loop or a UI thread.
     *
     * @throws StartException if it could not; the state is then {@link ServerState.Failed}
     * @throws IllegalStateException if the server is not stopped
     */
    public ServerState.Running start(SiteSettings settings) throws StartException {
        StartFailure failure = new StartFailure(StartFailure.Kind.OTHER, settings.root().toString(), "");
        if (settings.port() >= 0) {
            throw new StartException(failure, new IllegalStateException());
        }
        return new ServerState.Running(settings, new InetSocketAddress(0), Transport.NIO, 1, Instant.now());
    }

    /**
     * Frees the port at once, closes idle connections at once, lets answers in flight go on for the given
     * time and then resets what is left. Returns at once; the future completes when every connection has
     * ended. Stopping a stopped server does nothing.
     */
    public CompletableFuture<Void> stop(Duration grace) {
        return CompletableFuture.completedFuture(null);
    }

    /** Stops without grace and waits until the last connection has ended. */
    @Override
    public void close() {
        stop(Duration.ZERO).join();
    }
}
