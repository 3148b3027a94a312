package dev.porthole.server.event;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has done so far. Written by the connection's event loop only, read by any thread.
 */
public final class ConnectionActivity {

    private final ConnectionOpened opened;
    private volatile int requests;
    private volatile long sentBytes;
    private volatile boolean answering;
    private volatile Instant lastActivity;
    private volatile @Nullable ConnectionClosed closed;

    ConnectionActivity(ConnectionOpened opened) {
        this.opened = opened;
        this.lastActivity = opened.at();
    }

    /** The connection's number, from 1. */
    public long number() {
        return opened.connection();
    }

    /** The client's address and port. */
    public InetSocketAddress client() {
        return opened.client();
    }

    /** When it was accepted. */
    public Instant openedAt() {
        return opened.at();
    }

    /** How many requests came on it. */
    public int requests() {
        return requests;
    }

    /** How many bytes were sent on it by finished answers, heads included. */
    public long sentBytes() {
        return sentBytes;
    }

    /** Whether a request is being answered just now. */
    public boolean answering() {
        return answering;
    }

    /** When a request last arrived or was finished, or the connection opened or closed. */
    public Instant lastActivity() {
        return lastActivity;
    }

    /** How it ended, or null while it is open. */
    public @Nullable ConnectionClosed closed() {
        return closed;
    }

    void requestReceived(RequestReceived request) {
        requests = request.numberOnConnection();
        answering = true;
        lastActivity = request.at();
    }

    void responseFinished(ResponseFinished response) {
        // Only the connection's own event loop writes, so reading and then writing loses nothing.
        long before = sentBytes;
        sentBytes = before + response.sentBytes();
        answering = false;
        lastActivity = response.at();
    }

    void close(ConnectionClosed event) {
        answering = false;
        lastActivity = event.at();
        closed = event;
    }
}
