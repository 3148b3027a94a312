package dev.porthole.app.charts;

import org.HdrHistogram.AbstractHistogram;

/**
 * How long answers took, first byte in to last byte out, in nanoseconds to two significant digits.
 *
 * @param median the time under which half of the answers took
 * @param ninety the time under which 90 of 100 took
 * @param ninetyNine the time under which 99 of 100 took
 * @param longest the longest of all
 */
record Latencies(long median, long ninety, long ninetyNine, long longest) {

    /** Nothing was answered; one for all, since most seconds have none. */
    static final Latencies NONE = new Latencies(0, 0, 0, 0);

    private static final double MEDIAN = 50;
    private static final double NINETY = 90;
    private static final double NINETY_NINE = 99;
    private static final double ALL = 100;

    /** The percentiles of a histogram. */
    static Latencies of(AbstractHistogram histogram) {
        return histogram.getTotalCount() == 0
                ? NONE
                : new Latencies(at(histogram, MEDIAN), at(histogram, NINETY), at(histogram, NINETY_NINE),
                        at(histogram, ALL));
    }

    /** Whether there was any answer. */
    boolean any() {
        return longest > 0;
    }

    private static long at(AbstractHistogram histogram, double percentile) {
        return Math.max(1, histogram.medianEquivalentValue(histogram.getValueAtPercentile(percentile)));
    }
}
