package dev.porthole.app.requests;

/** A scale on which each step of the same length is ten times as long a time. */
final class LogScale {

    private static final double FASTEST_NANOS = 50_000;
    private static final double DECADES = 5;

    private LogScale() {}

    /** The share of the whole scale: 0 for 0.05 ms and less, 1 for 5 s and more. */
    static double share(long nanos) {
        return Math.clamp(Math.log10(Math.max(1, nanos) / FASTEST_NANOS) / DECADES, 0, 1);
    }
}
