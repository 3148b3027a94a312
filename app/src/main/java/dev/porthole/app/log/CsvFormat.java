package dev.porthole.app.log;

import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Timing;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 has them, names of columns first, times in UTC, durations in milliseconds.
 * A text from a client that a spreadsheet would take for a formula gets an apostrophe in front.
 */
public final class CsvFormat implements LineFormat {

    private static final List<String> COLUMNS = List.of(
            "time", "request", "connection", "request_on_connection", "client", "method", "target", "version",
            "host", "referer", "user_agent", "status", "rule", "detail", "file", "media_type", "body_bytes",
            "sent_bytes", "queue_ms", "receive_ms", "find_ms", "write_ms", "blocked_ms", "held_ms",
            "total_ms", "outcome", "network", "fault");

    @Override
    public String firstLine() {
        return String.join(",", COLUMNS);
    }

    @Override
    public String lineEnd() {
        return "\r\n";
    }

    @Override
    public String line(FinishedRequest finished) {
        RequestReceived request = finished.request();
        ResponseFinished response = finished.response();
        Timing timing = response.timing();
        return Stream.of(
                        request.at().toString(), String.valueOf(request.number()),
                        String.valueOf(request.connection()), String.valueOf(request.numberOnConnection()),
                        finished.clientAddress(), text(request.method()), text(request.target()),
                        text(request.version()), sent(finished.header("Host")), sent(finished.header("Referer")),
                        sent(finished.header("User-Agent")), String.valueOf(response.status()),
                        Values.name(response.why().rule()), text(response.why().detail()), text(response.file()),
                        text(response.mediaType()), String.valueOf(response.bodyBytes()),
                        String.valueOf(response.sentBytes()), millis(timing.queueNanos()),
                        millis(timing.receiveNanos()),
                        millis(timing.findNanos()), millis(timing.writeNanos()), millis(timing.blockedNanos()),
                        millis(timing.heldNanos()), millis(timing.totalNanos()),
                        Values.name(response.outcome()), text(response.impairment().network()),
                        text(response.impairment().fault()))
                .map(Csv::quoted)
                .collect(Collectors.joining(","));
    }

    private static String text(@Nullable String value) {
        return Csv.harmless(Objects.requireNonNullElse(value, ""));
    }

    private static String sent(@Nullable String header) {
        return text(header == null ? null : Head.text(header));
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1_000_000.0);
    }
}
