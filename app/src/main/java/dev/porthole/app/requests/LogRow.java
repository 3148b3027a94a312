package dev.porthole.app.requests;

import dev.porthole.server.event.Exchange;
import java.util.List;

/**
 * One row of the table. It never changes: when its answer is finished, another row takes its place, and the
 * table draws it anew.
 *
 * @param exchange the request and, once finished, its answer; in rows of the table without their heads
 * @param client the client's address, or empty when it is no longer known
 * @param lost whether the log dropped the request before its answer was finished, so that nobody can tell how
 *     it ended
 */
public record LogRow(Exchange exchange, String client, boolean lost) {

    /** A row that the log still keeps, or that is finished. */
    public LogRow(Exchange exchange, String client) {
        this(exchange, client, false);
    }

    /** The request's number. */
    public long number() {
        return exchange.number();
    }

    /** The place of a request's number in rows that are in the order of arrival, or where it would be. */
    static int place(List<LogRow> rows, long number) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).number() < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether the answer was finished when the row was made. */
    public boolean finished() {
        return exchange.response() != null;
    }

    /** Whether the answer may still come. */
    boolean waiting() {
        return !finished() && !lost;
    }

    /** The same row when the log has dropped its request. */
    LogRow dropped() {
        return new LogRow(exchange, client, true);
    }

    /** The same row without its heads: a hundred thousand rows that stand still must not keep them alive. */
    LogRow withoutHeads() {
        if (!exchange.hasHeads()) {
            return this;
        }
        return new LogRow(
                new Exchange(
                        exchange.connection(), exchange.request().withoutHead(),
                        exchange.response() == null ? null : exchange.response().withoutHead()),
                client, lost);
    }
}
