package dev.porthole.app.charts;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** The term of the filter that keeps what came within a span of time. */
final class SpanTerm {

    private static final Pattern TERM = Pattern.compile("(^|\\s+)-?time:\\S*", Pattern.CASE_INSENSITIVE);
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);

    private SpanTerm() {}

    /** The filter with its terms of time, if there are any, replaced by one. */
    static String put(String filter, ChartSpan span) {
        String others = TERM.matcher(filter).replaceAll("").strip();
        // The filter's end is part of its span, that of the charts is not.
        String term = "time:" + local(span.from()) + ".." + local(span.to().minusMillis(1));
        return others.isEmpty() ? term : others + " " + term;
    }

    private static String local(Instant at) {
        return LOCAL.format(LocalDateTime.ofInstant(at, ZoneId.systemDefault()));
    }
}
