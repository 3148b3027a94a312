package dev.porthole.app.connections;

import dev.porthole.server.event.ConnectionTotals;
import dev.porthole.server.event.Exchange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one server at one moment.
 *
 * @param totals how all of them were used
 * @param rows the ones to list, in their order
 * @param newer how many came since the order is held still
 * @param axis the time that lanes show
 * @param lanes the lanes in sight, by the connection's number
 * @param details more about the one that was asked for, or null
 */
record Survey(
        ConnectionTotals totals,
        List<ConnectionRow> rows,
        long newer,
        TimeAxis axis,
        Map<Long, Lane> lanes,
        @Nullable Details details) {

    /**
     * What is wanted of a survey.
     *
     * @param range how much time lanes show
     * @param until the right end of the axis, nanoseconds since 1970; 0 for now
     * @param steps how many pixels wide a lane is
     * @param first the place of the first connection in sight
     * @param last the place of the last one
     * @param held whether the same connections shall stay in the same order
     * @param chosen the number of the connection that more is wanted of, or 0
     */
    record Wish(AxisRange range, long until, int steps, int first, int last, boolean held, long chosen) {

        static final Wish DEFAULT = new Wish(AxisRange.MINUTE, 0, 400, 0, 0, false, 0);
    }

    /**
     * More about one connection.
     *
     * @param row what the table tells
     * @param requests its newest requests, newest first
     */
    record Details(ConnectionRow row, List<Exchange> requests) {}
}
