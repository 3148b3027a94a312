package dev.porthole.app.connections;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionActivity;
import dev.porthole.server.event.ConnectionClosed;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One connection as it was at one moment.
 *
 * @param number its number
 * @param client the client's address and port
 * @param state what it was doing
 * @param openedAt when it was accepted
 * @param age how long it lasted, or has lasted so far, in whole seconds while open
 * @param requests how many requests came on it
 * @param sentBytes how many bytes were sent on it
 * @param reason how it ended, or null while it is open
 */
public record ConnectionRow(
        long number,
        InetSocketAddress client,
        State state,
        Instant openedAt,
        Duration age,
        int requests,
        long sentBytes,
        @Nullable CloseReason reason) {

    /** What a connection is doing. */
    public enum State {
        /** A request is being answered. */
        ANSWERING,
        /** Open, and nothing happens on it. */
        IDLE,
        /** Ended. */
        CLOSED
    }

    /** Looks at a connection now. */
    static ConnectionRow of(ConnectionActivity activity, Instant now) {
        ConnectionClosed closed = activity.closed();
        State state = closed != null ? State.CLOSED : activity.answering() ? State.ANSWERING : State.IDLE;
        Duration age = closed != null
                ? Duration.between(activity.openedAt(), closed.at())
                : Duration.ofSeconds(Duration.between(activity.openedAt(), now).toSeconds());
        return new ConnectionRow(
                activity.number(), activity.client(), state, activity.openedAt(), age, activity.requests(),
                activity.sentBytes(), closed == null ? null : closed.reason());
    }

    /** The client's address and port as people write them. */
    public String clientText() {
        String host = client.getAddress() == null ? client.getHostString() : client.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + client.getPort();
    }

    /** How many requests needed no new connection because this one was there. */
    public int reuses() {
        return Math.max(0, requests - 1);
    }

    /** Whether it can still be closed. */
    public boolean isOpen() {
        return state != State.CLOSED;
    }
}
