package dev.porthole.server.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request has left the server, whole or cut short.
 *
 * @param number the request's number
 * @param connection the number of the connection
 * @param at when the last byte was handed to the system
 * @param status the status code, 100 to 599
 * @param why the rule that decided the status
 * @param file the file that was served, relative to the root with {@code /} between names, or null
 * @param mediaType the Content-Type sent, or null when there was none
 * @param bodyBytes how many bytes of the body were handed to the system
 * @param sentBytes how many bytes in all, head included; in HTTP/2 the head as compressed, and the headers of the
 *     frames. What TLS adds is not counted
 * @param headText the response head exactly as sent, line ends included, one character a byte; of HTTP/2, each field
 *     as a line; empty once the log dropped it
 * @param timing where the time went
 * @param outcome whether the answer was complete
 * @param impairment what was done to it on purpose
 */
public record ResponseFinished(
        long number,
        long connection,
        Instant at,
        int status,
        Why why,
        @Nullable String file,
        @Nullable String mediaType,
        long bodyBytes,
        long sentBytes,
        String headText,
        Timing timing,
        Outcome outcome,
        Impairment impairment)
        implements ServerEvent {

    /** How an answer ended. */
    public enum Outcome {
        /** Every byte was handed to the system. */
        COMPLETE,
        /** The client closed or reset the connection before the end. */
        CLIENT_LEFT,
        /** The server gave up: the reader stalled, the file changed under it, or the server was stopped. */
        SERVER_CUT,
        /** A rule for faults wanted it to end too soon. */
        CUT_ON_PURPOSE
    }

    /**
     * An answer to which nothing was done on purpose.
     *
     * @param number the request's number
     * @param connection the connection's number
     * @param at when the last byte was handed to the system, by the wall clock
     * @param status the status code, 100 to 599
     * @param why the rule that decided the status, and the fact behind it
     * @param file what was sent, from the served folder on; null for nothing
     * @param mediaType the Content-Type; null when there was none
     * @param bodyBytes length of the body that was sent, in bytes
     * @param sentBytes head and body, in bytes
     * @param headText the head as sent; empty once the log dropped it
     * @param timing where the time went
     * @param outcome whether the answer was complete
     */
    public ResponseFinished(
            long number,
            long connection,
            Instant at,
            int status,
            Why why,
            @Nullable String file,
            @Nullable String mediaType,
            long bodyBytes,
            long sentBytes,
            String headText,
            Timing timing,
            Outcome outcome) {
        this(number, connection, at, status, why, file, mediaType, bodyBytes, sentBytes, headText, timing, outcome,
                Impairment.NONE);
    }

    /** {@return the same answer without its head, for a log that has to save memory} */
    public ResponseFinished withoutHead() {
        return new ResponseFinished(
                number, connection, at, status, why, file, mediaType, bodyBytes, sentBytes, "", timing,
                outcome, impairment);
    }
}
