package dev.porthole.app.log;

import java.util.Locale;

/** How values are written, the same in every format. */
final class Values {

    private Values() {}

    /** A constant in small letters, words joined by hyphens. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Milliseconds to the microsecond: finer is noise, and floating point would show it. */
    static double millis(long nanos) {
        return Math.round(nanos / 1_000.0) / 1_000.0;
    }
}
