package dev.porthole.server.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * How often an answer took how long. Up to 256 ns each duration has a count of its own; above that, each
 * doubling is divided into 128 counts, so that a duration is known to better than one part in a hundred.
 * Written by one thread, read by any.
 */
final class LatencyCounts {

    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

    private static final long LONGEST_NANOS = 3_600_000_000_000L;
    /** 128 steps to a doubling. */
    private static final int STEP_BITS = 7;
    /** How many counts there are. */
    static final int COUNTS = index(LONGEST_NANOS) + 1;

    private final long[] counts = new long[COUNTS];

    /** Counts one; what lasts more than an hour counts as an hour. */
    void record(long nanos) {
        int index = index(Math.clamp(nanos, 0, LONGEST_NANOS));
        COUNT.setOpaque(counts, index, counts[index] + 1);
    }

    /** Writes the sums of all counts, place by place. */
    static void sum(Iterable<LatencyCounts> all, long[] sums) {
        Arrays.fill(sums, 0);
        for (LatencyCounts each : all) {
            for (int i = 0; i < COUNTS; i++) {
                sums[i] += (long) COUNT.getOpaque(each.counts, i);
            }
        }
    }

    /**
     * The time under which the given share of everything counted lies.
     *
     * @param percentile 0 to 100
     * @return nanoseconds, 0 when nothing was counted
     */
    static long percentile(Iterable<LatencyCounts> all, double percentile) {
        long[] sums = new long[COUNTS];
        sum(all, sums);
        long total = 0;
        for (long count : sums) {
            total += count;
        }
        long rank = Math.max(1, (long) Math.ceil(total * Math.clamp(percentile, 0, 100) / 100));
        long seen = 0;
        for (int i = 0; i < COUNTS; i++) {
            seen += sums[i];
            if (seen >= rank) {
                return middle(i);
            }
        }
        return 0;
    }

    /** The place of a duration: the highest eight bits say which of the steps, what is cut off which doubling. */
    private static int index(long nanos) {
        int cut = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - STEP_BITS - 1);
        return (cut << STEP_BITS) + (int) (nanos >>> cut);
    }

    /** The middle of the durations that are counted at a place. */
    static long middle(int index) {
        int cut = Math.max(0, (index >>> STEP_BITS) - 1);
        long lowest = (long) (index - (cut << STEP_BITS)) << cut;
        return lowest + (1L << cut >>> 1);
    }
}
