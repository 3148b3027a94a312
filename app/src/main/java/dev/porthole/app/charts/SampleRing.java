package dev.porthole.app.charts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The newest samples of one width: seconds are put together until the next begins, by the clock, and when
 * there is no more room the oldest is forgotten. For one thread at a time.
 */
final class SampleRing {

    private final long widthMillis;
    private final int capacity;
    private final Deque<Sample> done = new ArrayDeque<>();
    private final Histogram latencies = IntervalLatencies.newHistogram();
    private @Nullable Sample growing;
    private boolean forgetful;

    /**
     * An empty ring.
     *
     * @param widthMillis how long each sample is
     * @param capacity how many are kept, beside the one that grows
     */
    SampleRing(long widthMillis, int capacity) {
        this.widthMillis = widthMillis;
        this.capacity = capacity;
    }

    /** Takes a second and how long its answers took. */
    void add(Sample second, Histogram itsLatencies) {
        Sample before = growing;
        if (before != null && place(before) != place(second)) {
            done.addLast(before.withLatencies(Latencies.of(latencies)));
            if (done.size() > capacity) {
                done.removeFirst();
                forgetful = true;
            }
            before = null;
        }
        if (before == null) {
            latencies.reset();
        }
        if (itsLatencies.getTotalCount() > 0) {
            latencies.add(itsLatencies);
        }
        growing = before == null ? second : before.with(second, Latencies.NONE);
    }

    /** Whether samples had to be forgotten. */
    boolean isForgetful() {
        return forgetful;
    }

    /** The samples that began at a moment or later, oldest first, with the one that still grows. */
    List<Sample> since(long millis) {
        List<Sample> found = new ArrayList<>(done.size() + 1);
        for (Sample sample : done) {
            if (sample.startMillis() >= millis) {
                found.add(sample);
            }
        }
        Sample last = growing;
        if (last != null && last.startMillis() >= millis) {
            found.add(last.withLatencies(Latencies.of(latencies)));
        }
        return found;
    }

    /** Forgets what ends after a moment: the clock was put back, and that time comes again. */
    void forgetAfter(long millis) {
        while (!done.isEmpty() && done.getLast().endMillis() > millis) {
            done.removeLast();
        }
        Sample last = growing;
        if (last != null && last.endMillis() > millis) {
            growing = null;
        }
    }

    private long place(Sample sample) {
        return sample.startMillis() / widthMillis;
    }
}
