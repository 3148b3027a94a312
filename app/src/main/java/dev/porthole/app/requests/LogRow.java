package dev.porthole.app.requests;

import dev.porthole.server.event.Exchange;

/**
 * One row of the table. It never changes: when its answer is finished, another row takes its place, and the
 * table draws it anew.
 *
 * @param exchange the request and, once finished, its answer
 * @param client the client's address, or empty when it is no longer known
 */
public record LogRow(Exchange exchange, String client) {

    /** The request's number. */
    public long number() {
        return exchange.number();
    }

    /** Whether the answer was finished when the row was made. */
    public boolean finished() {
        return exchange.response() != null;
    }
}
