package dev.porthole.app.charts;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What one site did since the window opened: by the second for the last ten minutes, by ten seconds for six
 * hours, by the minute for a day, and by ten minutes for fifteen days. Less than 2 MB when all of that is
 * full. For any thread.
 */
final class SiteHistory {

    private static final long SECOND = 1_000;
    /** A minute more than is shown, so that nothing is missing at the edge. */
    private static final int SECONDS = 660;
    private static final int TENS = 2_160;
    private static final int MINUTES = 1_440;
    private static final int TEN_MINUTES = 2_160;
    /** How close to now a second must be to tell about now. */
    private static final long NOW_MILLIS = 2_500;

    private final List<SampleRing> rings = List.of(
            new SampleRing(SECOND, SECONDS),
            new SampleRing(10 * SECOND, TENS),
            new SampleRing(60 * SECOND, MINUTES),
            new SampleRing(600 * SECOND, TEN_MINUTES));
    private final IntervalLatencies lastMinute = new IntervalLatencies(ChartRange.MINUTE.millis());
    private final IntervalLatencies lastTenMinutes = new IntervalLatencies(ChartRange.TEN_MINUTES.millis());
    private final Histogram everything = IntervalLatencies.newHistogram();
    private long endMillis;
    private @Nullable Sample newest;

    /** Takes a second and how long its answers took. */
    synchronized void add(Sample second, Histogram latencies) {
        if (second.startMillis() < endMillis) {
            rings.forEach(ring -> ring.forgetAfter(second.startMillis()));
        }
        endMillis = second.endMillis();
        newest = second;
        rings.forEach(ring -> ring.add(second, latencies));
        if (latencies.getTotalCount() > 0) {
            everything.add(latencies);
            IntervalLatencies.Packed packed = IntervalLatencies.Packed.of(endMillis, latencies);
            lastMinute.add(packed);
            lastTenMinutes.add(packed);
        }
    }

    /** What is to be drawn of a range that ends now. */
    synchronized ChartFrame frame(ChartRange range, long nowMillis) {
        lastMinute.advance(nowMillis);
        lastTenMinutes.advance(nowMillis);
        return switch (range) {
            case MINUTE -> recent(range, nowMillis, lastMinute.latencies());
            case TEN_MINUTES -> recent(range, nowMillis, lastTenMinutes.latencies());
            case ALL -> all(nowMillis);
        };
    }

    /** Whether the site has not run yet. */
    synchronized boolean isEmpty() {
        return newest == null;
    }

    /** The last second, or null while the site does not run. */
    synchronized @Nullable Sample now(long nowMillis) {
        Sample last = newest;
        return last == null || nowMillis - last.endMillis() > NOW_MILLIS ? null : last;
    }

    private ChartFrame recent(ChartRange range, long nowMillis, Latencies latencies) {
        long from = nowMillis - range.millis();
        // A second is looked at a little late; one that began just before the edge is still within.
        List<Sample> samples = rings.getFirst().since(from - SECOND / 2);
        return new ChartFrame(range, from, nowMillis, samples, latencies, now(nowMillis));
    }

    private ChartFrame all(long nowMillis) {
        SampleRing finest = rings.stream().filter(ring -> !ring.isForgetful()).findFirst().orElse(rings.getLast());
        List<Sample> samples = finest.since(Long.MIN_VALUE);
        long from = nowMillis - ChartRange.MINUTE.millis();
        if (!samples.isEmpty()) {
            from = Math.min(from, samples.getFirst().startMillis());
        }
        return new ChartFrame(
                ChartRange.ALL, from, nowMillis, samples, Latencies.of(everything), now(nowMillis));
    }
}
