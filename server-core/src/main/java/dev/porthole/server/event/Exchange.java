package dev.porthole.server.event;

import org.jspecify.annotations.Nullable;

/**
 * A request and, once it is finished, its answer: one row of the log. Written by the event loop of its
 * connection, read by any thread.
 */
public final class Exchange {

    private final @Nullable ConnectionActivity connection;
    private volatile RequestReceived request;
    private volatile @Nullable ResponseFinished response;

    Exchange(RequestReceived request, @Nullable ConnectionActivity connection) {
        this.request = request;
        this.connection = connection;
    }

    /** The request's number, from 1. */
    public long number() {
        return request.number();
    }

    /** The connection it came on; null when nothing was told of that. */
    public @Nullable ConnectionActivity connection() {
        return connection;
    }

    /** The request. */
    public RequestReceived request() {
        return request;
    }

    /** The answer, or null while it is still being made or written. */
    public @Nullable ResponseFinished response() {
        return response;
    }

    /** Whether the bytes of both heads are still kept. */
    public boolean hasHeads() {
        return !request.headText().isEmpty();
    }

    synchronized void finish(ResponseFinished finished) {
        response = hasHeads() ? finished : finished.withoutHead();
    }

    /** Forgets the heads, at most once; returns how many bytes of request head that set free. */
    synchronized int dropHeads() {
        int released = request.headText().length();
        if (released > 0) {
            request = request.withoutHead();
            ResponseFinished finished = response;
            if (finished != null) {
                response = finished.withoutHead();
            }
        }
        return released;
    }
}
