package dev.porthole.app.charts;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.HdrHistogram.Histogram;

/**
 * How long the answers of the last minute, or of any such time, took. Seconds are added when they come and
 * subtracted when they have gone by, so the percentiles are those of all answers within, not averages of
 * averages. For one thread at a time.
 */
final class IntervalLatencies {

    /** What lasts longer counts as an hour. */
    static final long LONGEST_NANOS = 3_600_000_000_000L;

    private static final int SIGNIFICANT_DIGITS = 2;

    private final long spanMillis;
    private final Histogram sum = newHistogram();
    private final Deque<Packed> seconds = new ArrayDeque<>();

    /** One second's histogram, without the room for what did not occur. */
    record Packed(long endMillis, byte[] histogram) {

        static Packed of(long endMillis, Histogram histogram) {
            ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
            int length = histogram.encodeIntoByteBuffer(buffer);
            byte[] exact = new byte[length];
            buffer.flip().get(exact);
            return new Packed(endMillis, exact);
        }

        Histogram unpack() {
            return Histogram.decodeFromByteBuffer(ByteBuffer.wrap(histogram), LONGEST_NANOS);
        }
    }

    /** Nothing yet. */
    IntervalLatencies(long spanMillis) {
        this.spanMillis = spanMillis;
    }

    /** A histogram of the precision that everything here has. */
    static Histogram newHistogram() {
        return new Histogram(1, LONGEST_NANOS, SIGNIFICANT_DIGITS);
    }

    /** Adds a second. */
    void add(Packed second) {
        sum.add(second.unpack());
        seconds.addLast(second);
    }

    /** Subtracts what has gone by. */
    void advance(long nowMillis) {
        while (!seconds.isEmpty() && seconds.getFirst().endMillis() <= nowMillis - spanMillis) {
            sum.subtract(seconds.removeFirst().unpack());
        }
    }

    /** The percentiles of everything within. */
    Latencies latencies() {
        return Latencies.of(sum);
    }
}
