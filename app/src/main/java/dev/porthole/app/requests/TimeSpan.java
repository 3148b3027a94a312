package dev.porthole.app.requests;

import dev.porthole.app.text.Phrase;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A span of time in a filter, by this computer's clock. A moment may be as coarse as it likes: until 14:03
 * means to the end of that minute. Without a date it is that time of every day.
 *
 * @param from nanoseconds, inclusive
 * @param until nanoseconds, exclusive
 * @param daily whether both count from the beginning of each day, otherwise from 1970, UTC
 */
record TimeSpan(long from, long until, boolean daily) implements RowTest {

    private static final Pattern MOMENT = Pattern.compile(
            "(?:([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T(?=.)|$))?"
                    + "(?:([0-2]?[0-9]):([0-5][0-9])(?::([0-5][0-9])(?:\\.([0-9]{1,3}))?)?)?");
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long DAY = 1440 * MINUTE;
    private static final String TO = "..";

    /** A moment as precise as it was written: it lasts as long as its smallest unit. */
    private record Moment(@Nullable LocalDate date, long nanoOfDay, long length) {

        /** Since 1970, or since midnight where there is no date. */
        long begins(@Nullable LocalDate elseDate) {
            LocalDate day = date == null ? elseDate : date;
            return day == null ? nanoOfDay : nanos(
                    day.atStartOfDay().plusNanos(nanoOfDay).atZone(ZoneId.systemDefault()).toInstant());
        }
    }

    /** The term that finds what came between two moments, both inclusive to the millisecond. */
    static String term(Instant from, Instant to, LocalDate today) {
        LocalDateTime first = local(from);
        LocalDateTime last = local(to);
        boolean dated = !first.toLocalDate().equals(today) || !last.toLocalDate().equals(today);
        return FilterKey.TIME.opening() + written(first, dated) + TO + written(last, dated);
    }

    static TermReader.Reading read(FilterOperator operator, String typed) {
        String text = FilterTerm.narrow(typed).toUpperCase(Locale.ROOT).strip();
        TermReader.Problem problem = new TermReader.Problem(false, Phrase.of("filter.problem.time", typed));
        TermReader.Problem unfinished = new TermReader.Problem(true, problem.words());
        int split = text.indexOf(TO);
        String left = split < 0 ? text : text.substring(0, split);
        String right = split < 0 ? text : text.substring(split + TO.length());
        if (left.isEmpty() && right.isEmpty() || split < 0 && text.endsWith(".")) {
            return unfinished;
        }
        if (split >= 0 && operator.compares()) {
            return problem;
        }
        for (String end : new String[] {left, right}) {
            Matcher matcher = MOMENT.matcher(end);
            if (!matcher.matches()) {
                return TermReader.couldGoOn(matcher) ? unfinished : problem;
            }
        }
        try {
            return new TermReader.Test(span(operator, moment(left), moment(right)));
        } catch (DateTimeException e) {
            return problem;
        }
    }

    private static TimeSpan span(FilterOperator operator, @Nullable Moment left, @Nullable Moment right) {
        LocalDate date = left != null && left.date != null ? left.date : right == null ? null : right.date;
        boolean daily = date == null;
        long begin = left == null ? Long.MIN_VALUE : left.begins(date);
        long end = right == null ? Long.MAX_VALUE : right.begins(date) + right.length;
        return switch (operator) {
            case CONTAINS, EQUALS -> new TimeSpan(begin, end, daily);
            case GREATER -> new TimeSpan(end, Long.MAX_VALUE, daily);
            case AT_LEAST -> new TimeSpan(begin, Long.MAX_VALUE, daily);
            case LESS -> new TimeSpan(Long.MIN_VALUE, begin, daily);
            case AT_MOST -> new TimeSpan(Long.MIN_VALUE, end, daily);
        };
    }

    private static @Nullable Moment moment(String text) {
        Matcher matcher = MOMENT.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return null;
        }
        LocalDate date = matcher.group(1) == null ? null : LocalDate.parse(matcher.group(1));
        if (matcher.group(2) == null) {
            return new Moment(date, 0, DAY);
        }
        String second = matcher.group(4);
        String fraction = matcher.group(5);
        LocalTime time = LocalTime.of(
                Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)),
                second == null ? 0 : Integer.parseInt(second),
                fraction == null ? 0 : Integer.parseInt((fraction + "00").substring(0, 3)) * 1_000_000);
        long length = second == null ? MINUTE
                : fraction == null ? SECOND
                : (long) (SECOND / Math.pow(10, fraction.length()));
        return new Moment(date, time.toNanoOfDay(), length);
    }

    @Override
    public Verdict test(RowFacts row) {
        long at = row.receivedAtNanos();
        if (!daily) {
            return Verdict.of(at >= from && at < until);
        }
        long ofDay = local(Instant.ofEpochSecond(Math.floorDiv(at, SECOND), Math.floorMod(at, SECOND)))
                .toLocalTime().toNanoOfDay();
        // From 23:50 to 00:10 leads through midnight.
        return Verdict.of(from <= until ? ofDay >= from && ofDay < until : ofDay >= from || ofDay < until);
    }

    private static LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneId.systemDefault());
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * SECOND + at.getNano();
    }

    private static String written(LocalDateTime at, boolean dated) {
        LocalDateTime exact = at.truncatedTo(ChronoUnit.MILLIS);
        String time = String.format(Locale.ROOT, "%02d:%02d:%02d.%03d",
                exact.getHour(), exact.getMinute(), exact.getSecond(), exact.getNano() / 1_000_000);
        return dated ? exact.toLocalDate() + "T" + time : time;
    }
}
