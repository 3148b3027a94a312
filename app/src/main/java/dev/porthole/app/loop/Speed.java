package dev.porthole.app.loop;

/** How fast what happened is shown. A slower one shows less time in the same width, so that things move as fast. */
enum Speed {
    /** As it happens. */
    REAL(1),
    TENTH(10),
    HUNDREDTH(100),
    THOUSANDTH(1_000);

    private static final long LONGEST_SPAN = 10_000_000_000L;

    private final int divisor;

    Speed(int divisor) {
        this.divisor = divisor;
    }

    /** By how much it is slower. */
    int divisor() {
        return divisor;
    }

    /** How much time is shown at once, in nanoseconds. */
    long span() {
        return LONGEST_SPAN / divisor;
    }
}
