package dev.porthole.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00.123456789Z");
    private static final URI SITE = URI.create("http://localhost:7890/");

    private final EventLog log = new EventLog();

    @Test
    void whatIsWrittenIsReadBackAsItWas() throws IOException {
        exchange(1, 7, "GET", "/img/zo%C3%AB.jpg?a=1&b",
                "GET /img/zo%C3%AB.jpg?a=1&b HTTP/1.1\r\nHost: localhost:7890\r\nAccept: */*\r\n\r\n", 404);
        exchange(2, 7, "HEAD", "/\u00e9\"\\", "", 200);

        List<Exchange> read = read(write(true));

        assertThat(read).hasSize(2);
        for (int i = 0; i < 2; i++) {
            Exchange before = Objects.requireNonNull(log.exchange(i + 1));
            Exchange after = read.get(i);
            assertThat(after.request()).isEqualTo(before.request());
            assertThat(after.response()).isEqualTo(before.response());
            assertThat(after.connection()).isNotNull();
            assertThat(after.connection().client()).isEqualTo(before.connection().client());
        }
    }

    @Test
    void nobodyKnowsHowLongAHeadOfHttp2WasWhenCompressed() throws IOException {
        exchange(1, 1, "GET", "/", ":method: GET\r\n:path: /\r\n:authority: h\r\n\r\n", 200);
        exchange(2, 1, "GET", "/", "GET / HTTP/1.1\r\nHost: h\r\n\r\n", 200);

        assertThat(write(false)).containsPattern("(\"headersSize\":-1,.*){2}\"headersSize\":27,");
    }

    @Test
    void aRequestOfHttp2IsStillOneWhenItIsReadAgain() throws IOException {
        exchange(1, 1, "GET", "/", ":method: GET\r\n:path: /\r\n:authority: h\r\n\r\n", 200);

        String har = write(false);
        RequestReceived request = read(har).getFirst().request();

        assertThat(har).contains("\"statusText\":\"\",\"httpVersion\":\"HTTP/2\"");
        assertThat(request.isHttp2()).isTrue();
        assertThat(request.http1Head()).isEqualTo("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    }

    @Test
    void aConnectionKeepsItsNumberUnlessItIsAnothersAlready() throws IOException {
        String har = """
                {"log":{"entries":[
                {"connection":"chrome","request":{"url":"http://h/a"}},
                {"connection":"12","_porthole":{"request":9},"request":{"url":"http://h/b"}},
                {"connection":"1","_porthole":{"request":10},"request":{"url":"http://h/c"}},
                {"connection":"12","_porthole":{"request":11},"request":{"url":"http://h/d"}},
                {"connection":"-7","_porthole":{"request":12},"request":{"url":"http://h/e"}}]}}
                """;

        assertThat(read(har)).extracting(exchange -> exchange.request().connection())
                .containsExactly(1L, 12L, 13L, 12L, 14L);
    }

    @Test
    void secretsAreLeftOutUnlessAskedFor() throws IOException {
        String head = """
                GET / HTTP/1.1
                Host: h
                Cookie: id=s3cret; b=t0ken
                AUTHORIZATION: Basic cGFzcw==
                Proxy-Authorization: x-s3cret
                X-Kept: yes

                """;
        exchange(1, 1, "GET", "/", head.replace("\n", "\r\n"), 200);

        assertThat(write(false)).doesNotContain("s3cret").doesNotContain("t0ken").doesNotContain("cGFzcw")
                .contains("\"yes\"").contains(HarWriter.REDACTED);
        assertThat(write(true)).contains("\"name\":\"id\",\"value\":\"s3cret\"")
                .contains("\"name\":\"b\",\"value\":\"t0ken\"").contains("Basic cGFzcw==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "http://[", "/a b|c", "/\u0001\u00ff", "", "/..%2f%zz", "localhost:80"})
    void everyTargetBecomesAnAddress(String target) throws IOException {
        exchange(1, 1, "GET", target, "GET x HTTP/1.1\r\nHost: bad host\r\n\r\n", 400);

        String har = write(false);
        String url = har.substring(har.indexOf("\"url\":\"") + 7, har.indexOf("\",\"httpVersion\""));

        assertThat(url).matches("https?://[!-~]+");
        assertThat(read(har).getFirst().request().target()).isEqualTo(target);
    }

    @Test
    void theTimesOfAnEntryAddUpToItsWhole() throws IOException {
        exchange(1, 1, "GET", "/", "GET / HTTP/1.1\r\nHost: h\r\n\r\n", 200);

        assertThat(write(false))
                .contains("\"startedDateTime\":\"2026-11-25T12:00:00.121956Z\"")
                .contains("\"time\":6.5")
                .contains("\"blocked\":0.5", "\"send\":1.0,\"wait\":2.0,\"receive\":3.0");
    }

    @Test
    void readsWhatABrowserWrote() throws IOException {
        String har = """
                {"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},
                "pages":[{"id":"page_1","title":"x","pageTimings":{"onLoad":1}}],
                "entries":[{"_initiator":{"type":"parser","lineNumber":[1,{"a":2}]},"cache":{},
                "connection":"443","request":{"method":"POST","url":"https://example.org/a?b=%20c#d",
                "httpVersion":"HTTP/2.0","headers":[{"name":":authority","value":"example.org"},
                {"name":"accept","value":"text/html"}],"queryString":[],"cookies":[],"headersSize":-1,
                "bodySize":3,"postData":{"mimeType":"x","text":"abc"}},
                "response":{"status":200,"statusText":"","httpVersion":"HTTP/2.0","headers":
                [{"name":"content-type","value":"text/html"}],"cookies":[],"content":{"size":1256,
                "mimeType":"text/html","text":"<p>"},"redirectURL":"","headersSize":-1,"bodySize":-1,
                "_transferSize":648,"_error":null},"serverIPAddress":"192.0.2.1",
                "startedDateTime":"2026-11-25T13:00:00.500+01:00","time":20.5,
                "timings":{"blocked":0.5,"dns":-1,"ssl":-1,"connect":-1,"send":0.25,"wait":18.75,"receive":1}},
                {"request":{"method":"GET","url":"https://example.org/never"},"response":{"status":0},
                "startedDateTime":"junk","time":null,"timings":null},
                7]}}
                """;

        List<Exchange> read = read(har);

        assertThat(read).hasSize(2);
        RequestReceived request = read.getFirst().request();
        assertThat(request.target()).isEqualTo("/a?b=%20c");
        assertThat(request.headText()).isEqualTo(
                "POST /a?b=%20c HTTP/2\r\n:authority: example.org\r\naccept: text/html\r\n\r\n");
        assertThat(request.http1Head()).isEqualTo(
                "POST /a?b=%20c HTTP/1.1\r\nHost: example.org\r\naccept: text/html\r\n\r\n");
        ResponseFinished response = Objects.requireNonNull(read.getFirst().response());
        assertThat(response.why().rule()).isEqualTo(Rule.NOT_TOLD);
        assertThat(response.sentBytes()).isEqualTo(648);
        assertThat(response.bodyBytes()).isEqualTo(1256);
        assertThat(response.timing()).isEqualTo(new Timing(500_000, 250_000, 18_750_000, 1_000_000, 0));
        assertThat(request.at()).isEqualTo(Instant.parse("2026-11-25T12:00:00.500750Z"));
        assertThat(read.get(1).response()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{}", "[]", "\u0000\u0001", "<html>", "{\"log\":{}}", "{\"log\":{\"entries\":{}}}",
        "{\"log\":{\"entries\":[{\"request\""
    })
    void whatIsNoArchiveIsRefusedInWords(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(UnreadableLogException.class)
                .extracting(e -> ((UnreadableLogException) e).phrase().key()).isEqualTo("har.none");
    }

    @Test
    void anArchiveThatBreaksOffTellsHowFarItGoes() throws IOException {
        exchange(1, 1, "GET", "/", "GET / HTTP/1.1\r\n\r\n", 200);
        exchange(2, 1, "GET", "/b", "GET /b HTTP/1.1\r\n\r\n", 200);
        String har = write(false);

        assertThatThrownBy(() -> read(har.substring(0, har.length() - 200)))
                .isInstanceOf(UnreadableLogException.class)
                .extracting(e -> ((UnreadableLogException) e).phrase().key()).isEqualTo("har.broken");
    }

    @Test
    void readingStopsWhenItIsCancelled() throws IOException {
        for (int i = 1; i <= 5; i++) {
            exchange(i, 1, "GET", "/" + i, "GET / HTTP/1.1\r\n\r\n", 200);
        }
        AtomicInteger asked = new AtomicInteger();
        EventLog target = new EventLog();

        long count = HarReader.read(bytes(write(false)), target, () -> asked.incrementAndGet() > 2);

        assertThat(count).isEqualTo(2);
        assertThat(target.newestNumber()).isEqualTo(2);
    }

    private void exchange(long number, long connection, String method, String target, String head, int status) {
        if (number == 1) {
            log.accept(new ConnectionOpened(
                    connection, NOON, new InetSocketAddress(InetAddress.ofLiteral("192.168.1.7"), 51_234)));
        }
        boolean http2 = head.startsWith(":");
        String statusLine = http2 ? ":status: " + status : "HTTP/1.1 " + status + " Some Words";
        log.accept(new RequestReceived(
                number, connection, (int) number, NOON, method, target,
                http2 ? RequestReceived.HTTP_2 : "HTTP/1.1", head));
        log.accept(new ResponseFinished(
                number, connection, NOON.plusNanos(5_000_000), status, Why.of(Rule.NOT_FOUND, "no “such” file"),
                "img/a.jpg", "text/html; charset=utf-8", 1_234, 1_500,
                head.isEmpty() ? "" : statusLine + "\r\nContent-Length: 1234\r\n\r\n",
                new Timing(500_000, 1_000_000, 2_000_000, 2_500_000, 500_000), Outcome.CLIENT_LEFT));
    }

    private String write(boolean withSecrets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HarWriter writer = new HarWriter(out, "1.0", SITE, withSecrets)) {
            for (Exchange exchange : log.exchangesFrom(1, 100)) {
                writer.write(FinishedRequest.of(exchange).orElseThrow());
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<Exchange> read(String har) throws IOException {
        EventLog target = new EventLog();
        long count = HarReader.read(bytes(har), target, () -> false);
        assertThat(count).isEqualTo(target.newestNumber());
        return target.exchangesFrom(1, 100);
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
