package dev.porthole.app.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers with their units, the same in every language so that columns line up and can be compared. */
public final class Quantities {

    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter DATED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final double NANOS_PER_MILLI = 1_000_000.0;
    private static final long ONE_SECOND = 1_000_000_000L;

    private Quantities() {}

    /** A whole number in groups of three digits: 4,812,334. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A size for reading: 312 B, 4.2 kB, 412 kB, 8.4 MB; one kB is 1,000 bytes. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        // 999.95 would be written as 1000.0, so it already belongs to the next unit.
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String pattern = value < 99.95 ? "%.1f %s" : "%.0f %s";
        return String.format(Locale.ROOT, pattern, value, UNITS[unit]);
    }

    /** A size to the byte: 4,213 B. */
    public static String exactBytes(long bytes) {
        return count(bytes) + " B";
    }

    /** A duration in milliseconds with two digits, in seconds from one second on. */
    public static String duration(long nanos) {
        if (nanos >= ONE_SECOND) {
            return String.format(Locale.ROOT, "%,.2f s", nanos / NANOS_PER_MILLI / 1000);
        }
        return String.format(Locale.ROOT, "%,.2f ms", nanos / NANOS_PER_MILLI);
    }

    /** A moment by this computer's clock, to the millisecond. */
    public static String time(Instant at) {
        return CLOCK.format(at.atZone(ZoneId.systemDefault()));
    }

    /** A moment with its date. */
    public static String dateTime(Instant at) {
        return DATED.format(at.atZone(ZoneId.systemDefault()));
    }

    /** A time span as a clock shows it: 00:14:32; days come first when there are any. */
    public static String span(Duration span) {
        String clock = String.format(
                Locale.ROOT, "%02d:%02d:%02d", span.toHoursPart(), span.toMinutesPart(), span.toSecondsPart());
        return span.toDays() > 0 ? span.toDays() + " d " + clock : clock;
    }
}
