package dev.porthole.app.charts;

import dev.porthole.server.event.Counters;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.LatencyReader;
import org.HdrHistogram.Histogram;

/**
 * Makes samples of a log: what its exact counts have grown by since the last look. For one thread at a time.
 */
final class Sampler {

    private static final double MILLIS_PER_SECOND = 1_000;

    /** After a shorter time a rate would be chance; what came is told with the next second. */
    private static final long SHORTEST_LOOK_MILLIS = 500;

    /** After a longer pause the computer has slept; what came is then told of the last second. */
    private static final long LONGEST_LOOK_MILLIS = 10_000;

    private final EventLog log;
    private final SiteHistory history;
    private final LatencyReader reader;
    private final Histogram latencies = IntervalLatencies.newHistogram();
    private Counters before;
    private long lookedAtMillis;

    /** Begins now; what the log has counted before is not told of any second. */
    Sampler(EventLog log, SiteHistory history, long nowMillis) {
        this.log = log;
        this.history = history;
        reader = log.latencyReader();
        reader.readNew((nanos, count) -> { });
        before = log.counters();
        lookedAtMillis = nowMillis;
    }

    /** What was found. */
    SiteHistory history() {
        return history;
    }

    /**
     * Looks once.
     *
     * @param nowMillis the time, milliseconds since 1970
     * @param running whether the site runs; if not and nothing came, there is nothing to tell
     */
    void look(long nowMillis, boolean running) {
        long passed = nowMillis - lookedAtMillis;
        if (passed >= 0 && passed < SHORTEST_LOOK_MILLIS) {
            return;
        }
        Counters now = log.counters();
        lookedAtMillis = nowMillis;
        StatusCounts statuses = StatusCounts.between(before, now);
        long requests = now.requests() - before.requests();
        if (!running && requests == 0 && statuses.total() == 0 && now.openConnections() == 0) {
            return;
        }
        long watched = passed < 0 || passed > LONGEST_LOOK_MILLIS ? (long) MILLIS_PER_SECOND : passed;
        long sentBytes = now.sentBytes() - before.sentBytes();
        before = now;
        latencies.reset();
        if (statuses.total() > 0) {
            reader.readNew((nanos, count) -> latencies.recordValueWithCount(
                    Math.min(nanos, IntervalLatencies.LONGEST_NANOS), count));
        }
        history.add(new Sample(
                nowMillis - watched, nowMillis, watched, requests, sentBytes,
                requests * MILLIS_PER_SECOND / watched, sentBytes * MILLIS_PER_SECOND / watched,
                now.openConnections(), now.openConnections(), statuses, Latencies.of(latencies)), latencies);
    }
}
