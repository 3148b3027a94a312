package dev.porthole.app.inspector.replay;

import dev.porthole.server.event.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What came back for a request that was sent over a plain socket.
 *
 * @param head of the final answer, one character a byte; empty when none came
 * @param body the first bytes of its body
 * @param bodyBytes how many bytes of it came in all
 * @param firstByteNanos from before connecting until the first byte came, or -1
 * @param totalNanos until the end
 * @param end how it ended
 * @param detail the system's own words when it failed; else empty
 * @param logged the same request as the server saw it, or null when it did not see it, or not yet
 */
record RawAnswer(
        String head,
        byte[] body,
        long bodyBytes,
        long firstByteNanos,
        long totalNanos,
        End end,
        String detail,
        @Nullable Exchange logged) {

    /** How an answer ended. */
    enum End {
        /** All that was announced has come. */
        COMPLETE,
        /** The server closed the connection; without a length, that is the end. */
        CLOSED,
        /** Nothing came for too long. */
        TIMED_OUT,
        /** Whoever asked did not want it any more. */
        CANCELLED,
        /** It could not be sent, or the connection was reset. */
        FAILED
    }

    RawAnswer with(@Nullable Exchange exchange) {
        return new RawAnswer(head, body, bodyBytes, firstByteNanos, totalNanos, end, detail, exchange);
    }
}
