package dev.porthole.app.charts;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Everything the charts show at one moment.
 *
 * @param range how far back it goes
 * @param fromMillis the left edge, milliseconds since 1970
 * @param toMillis the right edge: now
 * @param samples what happened, oldest first; where one does not follow the other, the site did not run
 * @param latencies how long all answers of the range took
 * @param now the last second, or null while the site does not run
 */
record ChartFrame(
        ChartRange range,
        long fromMillis,
        long toMillis,
        List<Sample> samples,
        Latencies latencies,
        @Nullable Sample now) {

    /** Nothing to show. */
    static final ChartFrame NOTHING =
            new ChartFrame(ChartRange.MINUTE, 0, ChartRange.MINUTE.millis(), List.of(), Latencies.NONE, null);

    /** The sample of a moment, or null when the site did not run then. */
    @Nullable Sample at(long millis) {
        int index = indexAt(millis);
        return index < 0 ? null : samples.get(index);
    }

    /** The place of the sample of a moment, or a negative number when there is none. */
    int indexAt(long millis) {
        int low = 0;
        int high = samples.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Sample sample = samples.get(middle);
            if (millis < sample.startMillis()) {
                high = middle - 1;
            } else if (millis >= sample.endMillis()) {
                low = middle + 1;
            } else {
                return middle;
            }
        }
        return -low - 1;
    }

    /** All requests. */
    long requests() {
        return samples.stream().mapToLong(Sample::requests).sum();
    }

    /** All bytes sent. */
    long sentBytes() {
        return samples.stream().mapToLong(Sample::sentBytes).sum();
    }

    /** All answers by class of status. */
    StatusCounts statuses() {
        return samples.stream().map(Sample::statuses).reduce(StatusCounts.NONE, StatusCounts::plus);
    }

    /** The sample with the highest value, the first of several, or null when there is none above zero. */
    @Nullable Sample highest(ToDoubleFunction<Sample> value) {
        Sample best = null;
        double most = 0;
        for (Sample sample : samples) {
            if (value.applyAsDouble(sample) > most) {
                best = sample;
                most = value.applyAsDouble(sample);
            }
        }
        return best;
    }

    /** The span made larger, so that it begins and ends with whole samples. */
    ChartSpan wholeSamples(ChartSpan span) {
        long from = span.fromMillis();
        long to = span.toMillis();
        for (Sample sample : samples) {
            if (sample.startMillis() < span.toMillis() && sample.endMillis() > span.fromMillis()) {
                from = Math.min(from, sample.startMillis());
                to = Math.max(to, sample.endMillis());
            }
        }
        return new ChartSpan(from, to);
    }

    /** The samples that begin within a span. */
    List<Sample> within(ChartSpan span) {
        return samples.stream()
                .filter(sample -> sample.startMillis() >= span.fromMillis() && sample.startMillis() < span.toMillis())
                .toList();
    }
}
