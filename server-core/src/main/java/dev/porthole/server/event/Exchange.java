package dev.porthole.server.event;

import org.jspecify.annotations.Nullable;

/**
 * A request and its answer as they were when the log was read: one row of it. It does not change any more;
 * whether an unfinished one has been finished since, {@link EventLog#isFinished} tells.
 *
 * @param connection the connection it came on; null when nothing was told of that
 * @param request the request
 * @param response the answer, or null if it was still being made or written
 */
public record Exchange(
        @Nullable ConnectionActivity connection, RequestReceived request, @Nullable ResponseFinished response) {

    /** {@return the request's number, from 1} */
    public long number() {
        return request.number();
    }

    /** {@return whether the bytes of both heads were still kept} */
    public boolean hasHeads() {
        return !request.headText().isEmpty();
    }
}
