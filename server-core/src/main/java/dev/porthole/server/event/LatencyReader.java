package dev.porthole.server.event;

import java.util.function.Supplier;

/**
 * Reads how long answers took, a part at a time: each look gives what was counted since the one before, and
 * all looks together give everything. Costs the writers nothing. For one thread at a time.
 */
public final class LatencyReader {

    private final Supplier<Iterable<LatencyCounts>> sources;
    private long[] before = new long[LatencyCounts.COUNTS];
    private long[] now = new long[LatencyCounts.COUNTS];

    /** Takes durations that were counted. */
    @FunctionalInterface
    public interface Consumer {

        /**
         * Takes one duration.
         *
         * @param nanos first byte in to last byte out, nanoseconds, to two significant digits
         * @param count how many answers took so long, at least 1
         */
        void accept(long nanos, long count);
    }

    LatencyReader(Supplier<Iterable<LatencyCounts>> sources) {
        this.sources = sources;
    }

    /**
     * Gives what was counted since the last look, the shortest durations first.
     *
     * @param consumer called once for each duration that occurred
     */
    public void readNew(Consumer consumer) {
        LatencyCounts.sum(sources.get(), now);
        for (int i = 0; i < now.length; i++) {
            long count = now[i] - before[i];
            if (count > 0) {
                consumer.accept(LatencyCounts.middle(i), count);
            }
        }
        long[] other = before;
        before = now;
        now = other;
    }
}
