package dev.porthole.app.pages;

import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.ResponseFinished;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request as one of the parts of a page load.
 *
 * @param number the request's number
 * @param client the client's address, or empty when it is no longer known
 * @param at when its head was complete
 * @param method the method as sent
 * @param target the request target as sent
 * @param answer the answer, or null while it is not finished
 */
record PagePart(
        long number, String client, Instant at, String method, String target, @Nullable Answer answer) {

    /**
     * A finished answer.
     *
     * @param status the status code
     * @param mediaType the Content-Type, or empty
     * @param sentBytes bytes sent, head included
     * @param tookNanos from the first byte of the request to the last byte of the answer
     * @param end when the last byte was handed to the system
     */
    record Answer(int status, String mediaType, long sentBytes, long tookNanos, Instant end) {

        boolean isError() {
            return status >= 400;
        }

        boolean isHtml() {
            return mediaType.startsWith("text/html") || mediaType.startsWith("application/xhtml+xml");
        }
    }

    static PagePart of(Exchange exchange, String client) {
        ResponseFinished response = exchange.response();
        Answer answer = response == null ? null : new Answer(
                response.status(), Objects.requireNonNullElse(response.mediaType(), ""), response.sentBytes(),
                response.timing().totalNanos(), response.at());
        return new PagePart(
                exchange.number(), client, exchange.request().at(), exchange.request().method(),
                exchange.request().target(), answer);
    }

    /** When it ended; as far as is known, when it is not finished. */
    Instant end() {
        return answer == null || answer.end.isBefore(at) ? at : answer.end;
    }
}
