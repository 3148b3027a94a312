package dev.porthole.server.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Dates as HTTP writes them, and the two old forms that a recipient must also read (RFC 9110 5.6.7). */
final class HttpDate {

    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US)
                    .withResolverStyle(ResolverStyle.STRICT);

    private record Stamp(long second, String text) {}

    /** The Date field of this second. A race costs one more formatting, nothing else. */
    private static volatile Stamp current = new Stamp(Long.MIN_VALUE, "");

    private HttpDate() {}

    static String now() {
        long second = Math.floorDiv(System.currentTimeMillis(), 1_000);
        Stamp stamp = current;
        if (stamp.second != second) {
            stamp = new Stamp(second, format(Instant.ofEpochSecond(second)));
            current = stamp;
        }
        return stamp.text;
    }

    static String format(Instant instant) {
        return IMF_FIXDATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Reads any of the three forms; empty when it is none of them, and then the field is to be ignored. */
    static Optional<Instant> parse(String text) {
        return Stream.of(IMF_FIXDATE, rfc850(), ASCTIME)
                .map(form -> parse(text, form))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Instant> parse(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A two-digit year more than 50 years ahead means the past century (RFC 9110 section 5.6.7). */
    private static DateTimeFormatter rfc850() {
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.now(ZoneOffset.UTC).minusYears(49))
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.US)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
