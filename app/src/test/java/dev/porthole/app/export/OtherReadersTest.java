package dev.porthole.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.Chromium;
import dev.porthole.app.DevTools;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exported files are read by the programs they are made for. Each test is left out where its program is missing. */
class OtherReadersTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final EventLog log = new EventLog();
    @TempDir Path folder;

    @BeforeEach
    void fill() {
        log.accept(new ConnectionOpened(
                1, NOON, new InetSocketAddress(InetAddress.ofLiteral("192.168.1.7"), 51_234)));
        exchange(1, "/index.html", 200, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0");
        exchange(2, "/img/zo%C3%AB.jpg?size=2&raw", 404, "curl/8.1 \"quoted\" \\ \u00e9");
        exchange(3, "/a b\u0001\"", 400, "");
    }

    @Test
    void chromiumsNetworkPanelImportsTheArchive() throws Exception {
        Optional<Chromium> chromium = Chromium.installed();
        assumeTrue(chromium.isPresent(), "Chromium is not installed");
        String har = Files.readString(export(ExportFormat.HAR));
        Path profile = Files.createDirectory(folder.resolve("profile"));
        String read;
        try (DevTools tools = DevTools.open(chromium.get(), profile)) {
            read = tools.evaluate("""
                    (async () => {
                      const har = await import('devtools://devtools/bundled/models/har/har.js');
                      const root = new har.HARFormat.HARRoot(%s);
                      return har.Importer.Importer.requestsFromHARLog(root.log).map(one => [
                        one.requestMethod, one.url(), one.statusCode, one.mimeType, one.resourceSize,
                        one.transferSize, Math.round(one.duration * 1e6), one.responseHeaders.length,
                        one.requestHeaderValue('Host')].join(' ')).join('\\n');
                    })()
                    """.formatted(har));
        }
        assertThat(read.split("\n")).containsExactly(
                "GET http://localhost:7890/index.html 200 text/html 1234 1500 6500 2 localhost:7890",
                "GET http://localhost:7890/img/zo%C3%AB.jpg?size=2&raw 404 text/html 1234 1500 6500 2"
                        + " localhost:7890",
                "GET http://localhost:7890/a%20b%01%22 400 text/html 1234 1500 6500 2 localhost:7890");
    }

    @Test
    void aLogAnalyserReadsEveryLineOfTheAccessLog() throws Exception {
        Optional<Path> goaccess = program("goaccess");
        assumeTrue(goaccess.isPresent(), "goaccess is not installed");
        Path invalid = folder.resolve("invalid");
        Path report = folder.resolve("report.json");
        Process process = new ProcessBuilder(
                        goaccess.get().toString(), export(ExportFormat.COMBINED).toString(), "--log-format=COMBINED",
                        "--no-global-config", "--no-progress", "--invalid-requests=" + invalid, "-o",
                        report.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("goaccess.out").toFile())
                .start();

        assertThat(process.waitFor()).as(Files.readString(folder.resolve("goaccess.out"))).isZero();
        assertThat(Files.exists(invalid) ? Files.readString(invalid) : "").isEmpty();
        assertThat(Files.readString(report)).contains("\"total_requests\": 3", "\"failed_requests\": 0")
                .contains("192.168.1.7", "\"404");
    }

    private Path export(ExportFormat format) throws IOException {
        Path file = folder.resolve("exported." + format.extension());
        LogExport.Outcome outcome = LogExport.write(
                new ExportOrder(log, exchange -> true, format, false, URI.create("http://localhost:7890/"), "1.0"),
                file, share -> { }, () -> false);
        assertThat(outcome).isEqualTo(new LogExport.Outcome(3, 0, true));
        return file;
    }

    private void exchange(long number, String target, int status, String agent) {
        String head = "GET " + target + " HTTP/1.1\r\nHost: localhost:7890\r\nUser-Agent: " + agent + "\r\n\r\n";
        log.accept(new RequestReceived(number, 1, (int) number, NOON, "GET", target, "HTTP/1.1", head));
        log.accept(new ResponseFinished(
                number, 1, NOON, status, Why.of(Rule.FILE), null, "text/html", 1_234, 1_500,
                "HTTP/1.1 " + status + " Words\r\nContent-Type: text/html\r\nContent-Length: 1234\r\n\r\n",
                new Timing(500_000, 1_000_000, 2_000_000, 2_500_000, 500_000), ResponseFinished.Outcome.COMPLETE));
    }

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(one -> Path.of(one, name)).filter(Files::isExecutable).findFirst();
    }
}
