package dev.porthole.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CsvFormatTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void hasAsManyValuesAsColumns() {
        CsvFormat format = new CsvFormat();

        assertThat(format.line(finished("GET", "/", "GET / HTTP/1.1\r\nHost: h\r\n\r\n")).split(",", -1))
                .hasSameSizeAs(format.firstLine().split(",", -1));
    }

    @Test
    void quotesWhatWouldBreakTheLine() {
        assertThat(new CsvFormat().line(finished("GET", "/a,\"b\"\r\nc", "GET / HTTP/1.1\r\n\r\n")))
                .contains(",\"/a,\"\"b\"\"\r\nc\",");
    }

    @Test
    void aTextIsNoFormulaForASpreadsheet() {
        String line = new CsvFormat().line(finished(
                "=cmd", "/", "GET / HTTP/1.1\r\nUser-Agent: +1+1\r\nReferer: @a\r\n\r\n"));

        assertThat(line).contains(",'=cmd,").contains(",'+1+1,").contains(",'@a,");
    }

    @Test
    void lettersThatWereSentAsUtf8AreRead() {
        String sent = new String("文".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(new CsvFormat().line(finished("GET", "/", "GET / HTTP/1.1\r\nUser-Agent: " + sent + "\r\n\r\n")))
                .contains(",文,");
    }

    @Test
    void aFileBeginsWithTheNamesAndEndsItsLinesAsTheStandardSays() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LineWriter writer = new LineWriter(out, new CsvFormat())) {
            writer.write(finished("GET", "/x", ""));
        }

        assertThat(out.toString(StandardCharsets.UTF_8).split("\r\n", -1)).hasSize(3)
                .satisfies(lines -> assertThat(lines[0]).startsWith("time,request,"))
                .satisfies(lines -> assertThat(lines[1]).startsWith("2026-11-25T12:00:00Z,1,"))
                .satisfies(lines -> assertThat(lines[2]).isEmpty());
    }

    private static FinishedRequest finished(String method, String target, String head) {
        return new FinishedRequest(
                null,
                new RequestReceived(1, 1, 1, NOON, method, target, "HTTP/1.1", head),
                new ResponseFinished(1, 1, NOON, 200, Why.of(Rule.FILE), null, null, 0, 100, "",
                        new Timing(1, 2, 3), Outcome.COMPLETE));
    }
}
