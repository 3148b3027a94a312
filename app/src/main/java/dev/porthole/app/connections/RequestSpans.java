package dev.porthole.app.connections;

import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.ResponseFinished;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * When each request of each connection began and ended: what the log knows, arranged by connection. It reads every row
 * of the log once, and those of unfinished requests again, so that the server does nothing for it. Its memory grows
 * with the log, up to as many rows as that keeps, whatever the number of connections. For one thread.
 */
final class RequestSpans {

    private static final int ROWS_AT_ONCE = 1_024;
    private static final int FEWEST_ROWS = 1_024;

    private final EventLog log;
    private final int size;

    /** As many rows as are needed so far, at most as many as the log has. */
    private long[] begun = new long[FEWEST_ROWS];
    private long[] ended = new long[FEWEST_ROWS];
    private long[] blocked = new long[FEWEST_ROWS];
    private short[] status = new short[FEWEST_ROWS];

    /** The request before, on the same connection; 0 for none. */
    private long[] previous = new long[FEWEST_ROWS];

    private final Map<Long, Long> newest = new HashMap<>();
    private final Set<Long> unfinished = new TreeSet<>();
    private long next = 1;
    private long oldest = 1;
    private long cleanedAt;

    /** The spans of one request after another. */
    interface Visitor {

        /**
         * Told of one request.
         *
         * @param from nanoseconds since 1970
         * @param to the same; 0 while it is being answered
         * @param status 0 while it is being answered
         * @param blocked nanoseconds
         * @return whether to go on to the one before
         */
        boolean visit(long number, long from, long to, int status, long blocked);
    }

    /** Nothing is read yet. */
    RequestSpans(EventLog log) {
        this.log = log;
        this.size = Integer.highestOneBit(Math.max(1, log.capacity() - 1)) << 1;
    }

    /** Reads what is new in the log. */
    void update() {
        oldest = log.oldestNumber();
        finishOld();
        next = Math.max(next, oldest);
        Iterator<Exchange> found = log.exchangesFrom(next, ROWS_AT_ONCE).iterator();
        while (found.hasNext()) {
            Exchange exchange = found.next();
            add(exchange);
            next = exchange.number() + 1;
            if (!found.hasNext()) {
                found = log.exchangesFrom(next, ROWS_AT_ONCE).iterator();
            }
        }
        oldest = Math.max(oldest, next - size);
        if (next - cleanedAt > size / 4) {
            cleanedAt = next;
            newest.values().removeIf(number -> number < oldest);
        }
    }

    /** The requests of a connection that are still known, newest first. */
    void visit(long connection, Visitor visitor) {
        Long last = newest.get(connection);
        long number = last == null ? 0 : last;
        boolean more = true;
        while (number >= oldest && number > 0 && more) {
            int row = row(number);
            more = visitor.visit(number, begun[row], ended[row], status[row], blocked[row]);
            number = previous[row];
        }
    }

    private void add(Exchange exchange) {
        long number = exchange.number();
        Long before = newest.put(exchange.request().connection(), number);
        int row = row(number);
        makeRoom(row);
        previous[row] = before == null ? 0 : before;
        begun[row] = TimeAxis.nanos(exchange.request().at());
        ended[row] = 0;
        blocked[row] = 0;
        status[row] = 0;
        ResponseFinished response = exchange.response();
        if (response == null) {
            unfinished.add(number);
        } else {
            finish(row, response);
        }
    }

    private void makeRoom(int row) {
        if (row < begun.length) {
            return;
        }
        int rows = Integer.highestOneBit(row) << 1;
        begun = Arrays.copyOf(begun, rows);
        ended = Arrays.copyOf(ended, rows);
        blocked = Arrays.copyOf(blocked, rows);
        status = Arrays.copyOf(status, rows);
        previous = Arrays.copyOf(previous, rows);
    }

    private void finishOld() {
        unfinished.removeIf(number -> {
            if (number >= oldest && !log.isFinished(number)) {
                return false;
            }
            Exchange exchange = log.exchange(number);
            if (exchange != null && exchange.response() != null) {
                finish(row(number), exchange.response());
            }
            return exchange != null || number < oldest;
        });
    }

    private void finish(int row, ResponseFinished response) {
        begun[row] -= response.timing().receiveNanos();
        ended[row] = Math.max(TimeAxis.nanos(response.at()), begun[row]);
        blocked[row] = response.timing().blockedNanos();
        status[row] = (short) response.status();
    }

    private int row(long number) {
        return (int) number & (size - 1);
    }
}
