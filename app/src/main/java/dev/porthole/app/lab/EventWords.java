package dev.porthole.app.lab;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.util.Locale;

/** How numbers of the lab are written. */
public final class EventWords {

    private static final double NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final int DIGITS = 3;

    private EventWords() {}

    /** When something happened, in milliseconds since the run began: {@code 12.345}. */
    public static String at(long nanos) {
        return String.format(Locale.ROOT, "%,.3f", nanos / NANOS_PER_MILLI);
    }

    /** A measured number with its unit, three digits of it: {@code 452 ns}, {@code 73.1 µs}, {@code 1.79 s}. */
    public static String measured(double value, String unit) {
        return switch (unit) {
            case "" -> number(value);
            case "ns" -> time(value);
            case "µs", "us" -> time(value * NANOS_PER_MICRO);
            case "ms" -> time(value * NANOS_PER_MILLI);
            default -> number(value) + " " + unit;
        };
    }

    private static String time(double nanos) {
        double size = Math.abs(nanos);
        if (size < NANOS_PER_MICRO) {
            return digits(nanos) + " ns";
        }
        if (size < NANOS_PER_MILLI) {
            return digits(nanos / NANOS_PER_MICRO) + " µs";
        }
        return size < NANOS_PER_MILLI * NANOS_PER_MICRO
                ? digits(nanos / NANOS_PER_MILLI) + " ms"
                : digits(nanos / NANOS_PER_MILLI / NANOS_PER_MICRO) + " s";
    }

    private static String digits(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }

    /** A count or a size: {@code 10,000}, {@code 0.25}. */
    public static String number(double value) {
        NumberFormat format = NumberFormat.getNumberInstance(Locale.ROOT);
        format.setMaximumFractionDigits(DIGITS);
        return format.format(value);
    }
}
