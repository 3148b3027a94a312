package dev.porthole.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogExportTest {

    private final EventLog log = new EventLog();
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void everyFormatHasEveryFinishedRequest(ExportFormat format) throws IOException {
        fill(2_500);
        log.accept(new RequestReceived(2_501, 1, 1, Instant.EPOCH, "GET", "/unfinished", "HTTP/1.1", ""));
        Path file = folder.resolve("out");

        LogExport.Outcome outcome = LogExport.write(order(format, 0), file, share -> { }, () -> false);

        assertThat(outcome).isEqualTo(new LogExport.Outcome(2_500, 1, true));
        String text = Files.readString(file);
        assertThat(text).contains("/page2500").doesNotContain("/unfinished");
        assertThat(names()).containsExactly("out");
    }

    @Test
    void onlyTheChosenOnesAreWritten() throws IOException {
        fill(100);
        Path file = folder.resolve("out.ndjson");

        LogExport.Outcome outcome =
                LogExport.write(order(ExportFormat.NDJSON, 10), file, share -> { }, () -> false);

        assertThat(outcome.written()).isEqualTo(10);
        assertThat(Files.readAllLines(file)).hasSize(10).allMatch(line -> line.contains("0\",\"version\""));
    }

    @Test
    void aCancelledExportLeavesTheOldFileAndNothingElse() throws IOException {
        fill(5_000);
        Path file = folder.resolve("out.har");
        Files.writeString(file, "precious");
        AtomicInteger asked = new AtomicInteger();

        LogExport.Outcome outcome = LogExport.write(
                order(ExportFormat.HAR, 0), file, share -> { }, () -> asked.incrementAndGet() > 2);

        assertThat(outcome.complete()).isFalse();
        assertThat(outcome.written()).isEqualTo(2_000);
        assertThat(Files.readString(file)).isEqualTo("precious");
        assertThat(names()).containsExactly("out.har");
    }

    @Test
    void theProgressGrowsToTheWhole() throws IOException {
        fill(5_000);
        List<Double> shares = new ArrayList<>();

        LogExport.write(order(ExportFormat.CSV, 0), folder.resolve("out.csv"), shares::add, () -> false);

        assertThat(shares).isSorted().startsWith(0.0).endsWith(1.0).hasSize(6);
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> LogExport.write(
                order(ExportFormat.CSV, 0), folder.resolve("none/out.csv"), share -> { }, () -> false))
                .isInstanceOf(IOException.class);
    }

    private ExportOrder order(ExportFormat format, int everyNth) {
        return new ExportOrder(
                log, exchange -> everyNth == 0 || exchange.number() % everyNth == 0, format, false,
                URI.create("http://localhost:1/"), "1.0");
    }

    private void fill(int count) {
        for (int i = 1; i <= count; i++) {
            log.accept(new RequestReceived(i, 1, i, Instant.EPOCH, "GET", "/page" + i, "HTTP/1.1",
                    "GET /page" + i + " HTTP/1.1\r\nHost: h\r\n\r\n"));
            log.accept(new ResponseFinished(
                    i, 1, Instant.EPOCH, 200, Why.of(Rule.FILE), "page", "text/html", 1, 2, "HTTP/1.1 200 OK\r\n\r\n",
                    new Timing(1, 2, 3), ResponseFinished.Outcome.COMPLETE));
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
