package dev.porthole.app.charts;

import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The words and numbers of the charts, in the language of the moment. */
final class ChartTexts {

    /** What is written where there is no number. */
    static final String NONE = "–";

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DATED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final long DAY_MILLIS = 86_400_000;
    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final double NANOS_PER_SECOND = 1_000_000_000;

    private final Messages messages;

    ChartTexts(Messages messages) {
        this.messages = messages;
    }

    /** What all charts together are. */
    String name() {
        return messages.get("charts.name");
    }

    /** What a chart shows. */
    String title(Chart chart) {
        return switch (chart) {
            case REQUESTS -> messages.get("charts.requests");
            case BYTES -> messages.get("charts.bytes");
            case CONNECTIONS -> messages.get("charts.connections");
            case STATUS -> messages.get("charts.status");
            case LATENCY -> messages.get("charts.latency");
        };
    }

    /** The numbers of a chart over the whole range. */
    List<Reading> summary(Chart chart, ChartFrame frame) {
        List<Reading> readings = new ArrayList<>();
        switch (chart) {
            case REQUESTS -> {
                readings.add(Reading.of(messages.get("charts.total"), Quantities.count(frame.requests())));
                addPeak(readings, frame, Sample::requestPeak, ChartTexts::requestRate);
            }
            case BYTES -> {
                readings.add(Reading.of(messages.get("charts.total"), Quantities.bytes(frame.sentBytes())));
                addPeak(readings, frame, Sample::bytePeak, ChartTexts::byteRate);
            }
            case CONNECTIONS -> addPeak(readings, frame, Sample::openPeak, ChartTexts::number);
            case STATUS -> addStatuses(readings, frame.statuses());
            case LATENCY -> addLatencies(readings, frame.latencies());
        }
        return readings;
    }

    /** All numbers of one sample. */
    List<Reading> readings(Sample sample) {
        List<Reading> readings = new ArrayList<>();
        readings.add(Reading.of(messages.get("charts.requests.short"), requestRate(sample.requestRate())));
        if (isSeveralSeconds(sample)) {
            readings.add(Reading.of(messages.get("charts.peak"), requestRate(sample.requestPeak())));
        }
        readings.add(Reading.of(messages.get("charts.bytes.short"), byteRate(sample.byteRate())));
        if (isSeveralSeconds(sample)) {
            readings.add(Reading.of(messages.get("charts.peak"), byteRate(sample.bytePeak())));
        }
        readings.add(Reading.of(
                messages.get("charts.connections.short"), Quantities.count(sample.openConnections())));
        addStatuses(readings, sample.statuses());
        addLatencies(readings, sample.latencies());
        return readings;
    }

    /** A chart in one sentence, for those who cannot see it. */
    String spoken(Chart chart, ChartFrame frame) {
        Sample now = frame.now();
        String current = now == null ? messages.get("charts.notRunning") : current(chart, now);
        return messages.get("charts.spoken", title(chart), current, say(summary(chart, frame)));
    }

    /** A moment and all of its numbers in one sentence. */
    String spoken(ChartFrame frame, long moment) {
        Sample sample = frame.at(moment);
        return sample == null
                ? clock(moment) + " " + messages.get("charts.notRunning")
                : time(sample) + " " + say(readings(sample));
    }

    /** The value of a chart in the last second. */
    String current(Chart chart, Sample now) {
        return switch (chart) {
            case REQUESTS -> requestRate(now.requestRate());
            case BYTES -> byteRate(now.byteRate());
            case CONNECTIONS -> Quantities.count(now.openConnections());
            case STATUS -> say(statuses(now.statuses()));
            case LATENCY -> now.latencies().any() ? latency(now.latencies().median()) : NONE;
        };
    }

    /** What is said of a moment at which the site did not run. */
    String notRunning() {
        return messages.get("charts.notRunning");
    }

    /** Why there is nothing to see in the chart of latencies. */
    String noAnswers() {
        return messages.get("charts.noAnswers");
    }

    /** When a sample was: a second, or from when to when. */
    String time(Sample sample) {
        return isSeveralSeconds(sample)
                ? clock(sample.startMillis()) + " – " + clock(sample.endMillis())
                : clock(sample.startMillis());
    }

    /** A span, with its date. */
    static String dated(ChartSpan span) {
        LocalDateTime from = local(span.fromMillis());
        LocalDateTime to = local(span.toMillis());
        String end = from.toLocalDate().equals(to.toLocalDate()) ? CLOCK.format(to) : DATED.format(to);
        return DATED.format(from) + " – " + end;
    }

    /** A span of some hours at most. */
    static String clock(ChartSpan span) {
        return span.toMillis() - span.fromMillis() < DAY_MILLIS
                ? clock(span.fromMillis()) + " – " + clock(span.toMillis())
                : dated(span);
    }

    /** A moment by the local clock, to the second. */
    static String clock(long millis) {
        return CLOCK.format(local(millis));
    }

    /** Requests a second. */
    static String requestRate(double rate) {
        return number(rate) + " req/s";
    }

    /** Bytes a second. */
    static String byteRate(double rate) {
        return Quantities.bytes(Math.round(rate)) + "/s";
    }

    /** A number with as many digits as say something. */
    static String number(double value) {
        boolean whole = value >= 9.95 || Math.abs(value - Math.rint(value)) < 0.05 && value >= 0.95 || value == 0;
        if (whole) {
            return Quantities.count(Math.round(value));
        }
        return String.format(Locale.ROOT, value < 0.0995 ? "%.2f" : "%.1f", value);
    }

    /** A latency with three digits: 0.31 ms, 24.1 ms, 1.25 s. */
    static String latency(long nanos) {
        if (nanos >= NANOS_PER_SECOND * 0.9995) {
            return String.format(Locale.ROOT, "%.2f s", nanos / NANOS_PER_SECOND);
        }
        double millis = nanos / NANOS_PER_MILLI;
        int digits = millis < 0.0995 ? 3 : millis < 9.995 ? 2 : millis < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + digits + "f ms", millis);
    }

    /** The parts of the distribution of latencies that are shown, shortest first. */
    static List<Reading> latencies(Latencies latencies) {
        return List.of(
                Reading.of("p50", latency(latencies.median())),
                Reading.of("p90", latency(latencies.ninety())),
                Reading.of("p99", latency(latencies.ninetyNine())),
                Reading.of("max", latency(latencies.longest())));
    }

    private void addPeak(
            List<Reading> readings, ChartFrame frame, ToDoubleFunction<Sample> value, RateFormat format) {
        Sample highest = frame.highest(value);
        if (highest != null) {
            readings.add(Reading.of(messages.get("charts.peak"), format.text(value.applyAsDouble(highest))));
            readings.add(Reading.of(messages.get("charts.at"), clock(highest.startMillis())));
        }
    }

    private void addStatuses(List<Reading> readings, StatusCounts statuses) {
        readings.addAll(statuses(statuses));
    }

    private static List<Reading> statuses(StatusCounts statuses) {
        List<Reading> readings = new ArrayList<>();
        for (int statusClass = 1; statusClass <= StatusCounts.CLASSES; statusClass++) {
            if (statuses.of(statusClass) > 0) {
                readings.add(new Reading(statusClass + "xx", Quantities.count(statuses.of(statusClass)),
                        Ink.ofStatus(statusClass)));
            }
        }
        return readings;
    }

    private static void addLatencies(List<Reading> readings, Latencies latencies) {
        if (latencies.any()) {
            readings.addAll(latencies(latencies));
        }
    }

    private static String say(List<Reading> readings) {
        return readings.stream()
                .map(reading -> reading.label() + " " + reading.value()).collect(Collectors.joining(", "));
    }

    private static boolean isSeveralSeconds(Sample sample) {
        return sample.endMillis() - sample.startMillis() > 2_000;
    }

    private static LocalDateTime local(long millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneId.systemDefault());
    }

    /** How a number is written with its unit. */
    @FunctionalInterface
    private interface RateFormat {
        String text(double value);
    }
}
