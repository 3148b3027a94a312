package dev.porthole.app.charts;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Samples as comma-separated values (RFC 4180): one line a sample, times in UTC (ISO 8601). */
final class ChartCsv {

    private static final String LINE_END = "\r\n";
    private static final String HEADER = String.join(",",
            "time", "seconds",
            "requests", "requests_per_second", "peak_requests_per_second",
            "sent_bytes", "bytes_per_second", "peak_bytes_per_second",
            "open_connections", "peak_open_connections",
            "status_1xx", "status_2xx", "status_3xx", "status_4xx", "status_5xx",
            "latency_p50_ms", "latency_p90_ms", "latency_p99_ms", "latency_max_ms");
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final double NANOS_PER_MILLI = 1_000_000;

    private ChartCsv() {}

    /** The header and one line a sample. Where nothing was answered, the latencies are empty. */
    static String write(List<Sample> samples) {
        StringBuilder text = new StringBuilder(HEADER).append(LINE_END);
        for (Sample sample : samples) {
            text.append(String.join(",",
                    Instant.ofEpochMilli(sample.startMillis()).toString(),
                    number(sample.watchedMillis() / MILLIS_PER_SECOND),
                    Long.toString(sample.requests()), number(sample.requestRate()), number(sample.requestPeak()),
                    Long.toString(sample.sentBytes()), number(sample.byteRate()), number(sample.bytePeak()),
                    Long.toString(sample.openConnections()), Long.toString(sample.openPeak())));
            for (int statusClass = 1; statusClass <= StatusCounts.CLASSES; statusClass++) {
                text.append(',').append(sample.statuses().of(statusClass));
            }
            Latencies latencies = sample.latencies();
            for (long nanos : List.of(
                    latencies.median(), latencies.ninety(), latencies.ninetyNine(), latencies.longest())) {
                text.append(',');
                if (latencies.any()) {
                    text.append(String.format(Locale.ROOT, "%.6f", nanos / NANOS_PER_MILLI));
                }
            }
            text.append(LINE_END);
        }
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
