package dev.porthole.app.status;

import dev.porthole.server.event.Counters;
import dev.porthole.server.event.EventLog;

/**
 * The numbers of one moment, exact even where the log had to drop rows.
 *
 * @param openConnections connections open now
 * @param requests requests received
 * @param sentBytes bytes sent
 * @param medianNanos the time under which half of the answers took
 * @param slowNanos the time under which 99 of 100 answers took
 * @param kept how many requests are still in the log
 */
public record StatusLine(
        long openConnections, long requests, long sentBytes, long medianNanos, long slowNanos, long kept) {

    /** Before anything happened. */
    static final StatusLine NOTHING = new StatusLine(0, 0, 0, 0, 0, 0);

    private static final double MEDIAN = 50;
    private static final double SLOW = 99;

    static StatusLine of(EventLog log) {
        Counters counters = log.counters();
        return new StatusLine(
                counters.openConnections(), counters.requests(), counters.sentBytes(),
                log.latencyNanos(MEDIAN), log.latencyNanos(SLOW),
                Math.max(0, counters.requests() - counters.droppedRows()));
    }
}
