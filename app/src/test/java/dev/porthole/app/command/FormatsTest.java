package dev.porthole.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.log.CombinedFormat;
import dev.porthole.app.log.FinishedRequest;
import dev.porthole.app.text.Addresses;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a process cannot easily be made to log. */
class FormatsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void aRequestThatNeverCameIsADash() {
        FinishedRequest finished = finished("", 408, new Why(Rule.REQUEST_TIMEOUT, ""));

        assertThat(new CombinedFormat().line(finished)).contains("] \"-\" 408 - \"-\" \"-\"");
    }

    @Test
    void repeatedFieldsAreJoinedAndNamesHaveNoCase() {
        FinishedRequest finished = finished(
                "GET / HTTP/1.1\r\nreFerer:  a \r\nXReferer: no\r\nReferer: b\r\nReferer:\r\n\r\n",
                200,
                Why.of(Rule.FILE));

        assertThat(finished.header("Referer")).isEqualTo("a, b, ");
        assertThat(finished.header("User-Agent")).isNull();
        assertThat(finished.requestLine()).isEqualTo("GET / HTTP/1.1");
    }

    @Test
    void aLinkLocalClientIsShownWithoutItsInterface() {
        FinishedRequest finished = finished("GET / HTTP/1.1\r\n\r\n", 200, Why.of(Rule.FILE));

        assertThat(finished.clientAddress()).isEqualTo("fe80::1");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1", "::1, ::1", "::, ::", "2001:db8::7, 2001:db8::7",
        "1:0:2:0:0:0:3:4, 1:0:2::3:4",
        "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0", "10:20:0:0:100:0:0:1, 10:20::100:0:0:1"
    })
    void longRunsOfZerosAreLeftOut(String address, String text) {
        InetAddress parsed = InetAddress.ofLiteral(address);
        assertThat(Addresses.shortText(parsed)).isEqualTo(text);
        assertThat(InetAddress.ofLiteral(Addresses.shortText(parsed))).isEqualTo(parsed);
    }

    @Test
    void coloursErrorsOnly() {
        assertThat(coloured(404, Rule.NOT_FOUND)).contains("\u001b[33m404\u001b[0m");
        assertThat(coloured(500, Rule.SERVER_ERROR)).contains("\u001b[31m500\u001b[0m");
        assertThat(coloured(200, Rule.FILE)).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B", "999, 999 B", "1000, 1.0 kB", "999949, 999.9 kB", "999950, 1.0 MB",
        "4200000, 4.2 MB", "7000000000, 7.0 GB", "5000000000000000, 5000.0 TB"
    })
    void sizesHaveAUnit(long bytes, String text) {
        assertThat(TextFormat.size(bytes)).isEqualTo(text);
    }

    private static String coloured(int status, Rule rule) {
        return new TextFormat(true, true).line(finished("", status, Why.of(rule)));
    }

    private static FinishedRequest finished(String head, int status, Why why) {
        return new FinishedRequest(
                new InetSocketAddress(InetAddress.ofLiteral("fe80::1"), 40_000),
                new RequestReceived(1, 1, 1, NOON, "GET", "/", "HTTP/1.1", head),
                new ResponseFinished(1, 1, NOON, status, why, null, null, 0, 100, "",
                        new Timing(1, 2, 3), Outcome.COMPLETE));
    }
}
