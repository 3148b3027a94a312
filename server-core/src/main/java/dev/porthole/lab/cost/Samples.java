package dev.porthole.lab.cost;

import dev.porthole.lab.system.WatchSet;
import java.util.Arrays;

/** The times of one system call: each sample is the mean of as many calls as one look at the clock is worth. */
final class Samples {

    /** So long a sample must be, in nanoseconds, that the clock's own cost (some 25) is nothing beside it. */
    private static final long LONG_ENOUGH = 20_000;
    private static final int MOST_CALLS = 1 << 12;

    private final WatchSet set;
    private final double[] nanos;
    private final int calls;
    private int count;

    /** No samples yet, room for some; makes some calls to find out how many to a sample. */
    Samples(WatchSet set, int most) {
        this.set = set;
        this.nanos = new double[most];
        int enough = 1;
        while (enough < MOST_CALLS && time(enough) < LONG_ENOUGH) {
            enough *= 2;
        }
        calls = enough;
    }

    private long time(int times) {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            set.look();
        }
        return System.nanoTime() - start;
    }

    /** Takes one more; not if there is no room. */
    void take() {
        if (count < nanos.length) {
            nanos[count++] = (double) time(calls) / calls;
        }
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** The system call. */
    String call() {
        return set.call();
    }

    /** The median, nanoseconds a call. */
    double median() {
        double[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int middle = count / 2;
        return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
