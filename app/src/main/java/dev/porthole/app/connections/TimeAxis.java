package dev.porthole.app.connections;

import java.time.Instant;

/**
 * The stretch of time that every lane shows. Moments are nanoseconds since 1970.
 *
 * @param from its left end
 * @param to its right end, later than the left one
 * @param steps into how many pieces of equal length it is divided: as many as there are pixels
 */
public record TimeAxis(long from, long to, int steps) {

    private static final long SECOND = 1_000_000_000;

    /** An axis that ends at a moment, or a little later: at the end of a step, so that steps never shift. */
    static TimeAxis endingAt(long moment, long length, int steps) {
        long step = Math.max(1, length / steps);
        long to = Math.ceilDiv(moment, step) * step;
        return new TimeAxis(to - step * steps, to, steps);
    }

    /** A moment as lanes count. */
    static long nanos(Instant at) {
        return at.getEpochSecond() * SECOND + at.getNano();
    }

    /** How much time one step stands for. */
    long step() {
        return Math.max(1, (to - from) / steps);
    }

    /** The step in which a moment lies. */
    long stepOf(long moment) {
        return Math.floorDiv(moment, step());
    }

    /** Where a moment lies in a lane of this width. */
    double place(long moment, double width) {
        return (double) (moment - from) / (to - from) * width;
    }

    /** The moment at a share of the axis, 0 to 1. */
    Instant at(double share) {
        long moment = from + Math.round((to - from) * share);
        return Instant.ofEpochSecond(Math.floorDiv(moment, SECOND), Math.floorMod(moment, SECOND));
    }
}
