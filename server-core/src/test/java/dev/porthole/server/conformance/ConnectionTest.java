package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionOpened;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a connection: RFC 9112 section 9. */
class ConnectionTest {

    private static final int BIG = 3_000_017;

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.letters();
        folder.file("index.html", "<p>home</p>");
        folder.file("sub/inner.txt", "inner");
        folder.noise("big.bin", BIG);
        folder.noise("page.bin", 8_000);
        for (int i = 0; i < 100; i++) {
            folder.file("n/" + i + ".txt", "number " + i);
        }
    });

    @Test
    @DisplayName("conn.keepalive-11")
    void http11StaysOpen() throws Exception {
        try (RawClient client = SITE.connect()) {
            for (int i = 0; i < 50; i++) {
                RawResponse response = client.send(SITE.request("GET", "/n/" + i + ".txt")).read()
                        .hasStatus(200);
                assertThat(response.announcesClose()).isFalse();
                assertThat(response.text()).isEqualTo("number " + i);
            }
        }
    }

    @ParameterizedTest(name = "conn.close-honoured <{0}>")
    @ValueSource(strings = {"Connection: close", "Connection: Close", "connection: CLOSE",
        "Connection: x, close", "Connection: close, keep-alive", "Connection: keep-alive , close",
        "Connection: ,close,", "Connection: x\r\nConnection: close",
        "Connection: close\r\nConnection: keep-alive"})
    void aClientThatWantsToCloseIsObeyed(String lines) throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/letters.txt", lines));
            RawResponse response = client.read().hasStatus(200);
            assertThat(response.announcesClose()).as("close announced in\n%s", response).isTrue();
            client.expectEof();
        }
    }

    @ParameterizedTest(name = "conn.not-close <{0}>")
    @ValueSource(strings = {"Connection: keep-alive", "Connection: closed", "Connection: x-close",
        "Connection: clos", "Connection:", "Close: close", "Proxy-Connection: close",
        "Connection: close-notify, x"})
    void nothingElseMeansClose(String line) throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/letters.txt", line)).read().hasStatus(200);
            client.send(SITE.request("GET", "/letters.txt")).read().hasStatus(200);
        }
    }

    @Test
    @DisplayName("conn.close-honoured: what follows is not answered")
    void nothingIsAnsweredAfterTheLastRequest() throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/letters.txt", "Connection: close") + SITE.request("GET", "/"));
            client.read().hasStatus(200);
            client.expectEof();
        }
    }

    @Test
    @DisplayName("conn.close-honoured: a big answer is not cut by what the client still sends")
    void theLastAnswerArrivesWhole() throws Exception {
        byte[] big = Files.readAllBytes(SITE.folder().path("big.bin"));
        for (int round = 0; round < 5; round++) {
            try (RawClient client = SITE.connect()) {
                client.send(SITE.request("GET", "/big.bin", "Connection: close") + "x".repeat(100_000));
                assertThat(client.read().hasStatus(200).body()).isEqualTo(big);
                client.expectEof();
            }
        }
    }

    @Test
    @DisplayName("conn.close-honoured: bytes that come during the last answer do not destroy it")
    void theLastAnswerSurvivesWhatComesLate() throws Exception {
        byte[] big = Files.readAllBytes(SITE.folder().path("big.bin"));
        for (String request : List.of(SITE.request("GET", "/big.bin", "Connection: close"),
                "GET /big.bin HTTP/1.0\r\n\r\n")) {
            try (RawClient client = RawClient.connect(SITE.address(), 4_096)) {
                client.send(request).readHead().hasStatus(200);
                client.send("\r\n".repeat(100));
                assertThat(client.readExactly(BIG)).isEqualTo(big);
                client.expectEof();
            }
        }
    }

    @ParameterizedTest(name = "conn.http10-close <{0}>")
    @ValueSource(strings = {"X-A: 1", "Connection: close", "Connection: keep-alive, close", "Connection: x"})
    void http10ClosesUnlessAsked(String line) throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send("GET /letters.txt HTTP/1.0\r\n" + line + "\r\n\r\n");
            assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
            client.expectEof();
        }
    }

    @ParameterizedTest(name = "conn.http10-keepalive <{0}>")
    @ValueSource(strings = {"Connection: keep-alive", "Connection: Keep-Alive", "connection: x, KEEP-ALIVE"})
    void http10StaysOpenWhenAsked(String line) throws Exception {
        try (RawClient client = SITE.connect()) {
            for (int i = 0; i < 3; i++) {
                RawResponse response =
                        client.send("GET /letters.txt HTTP/1.0\r\n" + line + "\r\n\r\n").read()
                        .hasStatus(200);
                assertThat(response.tokens("Connection")).contains("keep-alive");
                assertThat(response.text()).isEqualTo(ServedFolder.LETTERS);
            }
        }
    }

    @Test
    @DisplayName("conn.pipelining")
    void aHundredRequestsAreAnsweredInTheirOrder() throws Exception {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            requests.append(SITE.request("GET", "/n/" + i + ".txt"));
        }
        try (RawClient client = SITE.connect()) {
            client.send(requests.toString());
            for (int i = 0; i < 100; i++) {
                assertThat(client.read().hasStatus(200).text()).isEqualTo("number " + i);
            }
        }
    }

    @Test
    @DisplayName("conn.pipelining-head, and every other kind of answer")
    void answersOfEveryKindFollowEachOther() throws Exception {
        try (RawClient client = SITE.connect()) {
            for (int i = 0; i < 10; i++) {
                client.send(SITE.request("HEAD", "/big.bin") + SITE.request("GET", "/letters.txt")
                        + SITE.request("GET", "/missing") + SITE.request("HEAD", "/missing")
                        + SITE.request("GET", "/letters.txt", "If-None-Match: *")
                        + SITE.request("GET", "/sub") + SITE.request("GET", "/sub/")
                        + SITE.request("GET", "/big.bin", "Range: bytes=5-9") + SITE.request("OPTIONS", "*")
                        + SITE.request("POST", "/", "Content-Length: 3") + "abc"
                        + SITE.request("BREW", "/") + SITE.request("GET", "/big.bin"));
                assertThat(client.readAnswerTo("HEAD").hasStatus(200).header("Content-Length"))
                        .isEqualTo(String.valueOf(BIG));
                assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
                client.read().hasStatus(404);
                client.readAnswerTo("HEAD").hasStatus(404);
                client.read().hasStatus(304);
                client.read().hasStatus(307);
                client.read().hasStatus(200);
                assertThat(client.read().hasStatus(206).body()).hasSize(5);
                client.read().hasStatus(200);
                client.read().hasStatus(405);
                client.read().hasStatus(501);
                assertThat(client.read().hasStatus(200).body()).hasSize(BIG);
            }
        }
    }

    @ParameterizedTest(name = "conn.reuse-after-{0}")
    @CsvSource(delimiter = '|', textBlock = """
            404           | GET     | /missing     | 404 | X-A: 1
            404-head      | HEAD    | /missing     | 404 | X-A: 1
            redirect      | GET     | /sub         | 307 | X-A: 1
            redirect-head | HEAD    | /sub         | 307 | X-A: 1
            206           | GET     | /letters.txt | 206 | Range: bytes=0-1
            206-multi     | GET     | /letters.txt | 206 | Range: bytes=0-1,4-5
            416           | GET     | /letters.txt | 416 | Range: bytes=99-
            304           | GET     | /letters.txt | 304 | If-None-Match: *
            412           | GET     | /letters.txt | 412 | If-Match: "x"
            405           | DELETE  | /letters.txt | 405 | X-A: 1
            405-trace     | TRACE   | /letters.txt | 405 | X-A: 1
            501           | BREW    | /letters.txt | 501 | X-A: 1
            options       | OPTIONS | /letters.txt | 200 | X-A: 1
            options-star  | OPTIONS | *            | 200 | X-A: 1
            index         | GET     | /            | 200 | X-A: 1
            listing       | GET     | /sub/        | 200 | X-A: 1
            listing-head  | HEAD    | /sub/        | 200 | X-A: 1
            head          | HEAD    | /big.bin     | 200 | X-A: 1
            big           | GET     | /big.bin     | 200 | X-A: 1
            403           | GET     | /%2e%2e%2f   | 404 | X-A: 1
            417           | GET     | /letters.txt | 417 | Expect: coffee
            """)
    void theConnectionIsInStepAfter(String id, String method, String target, int status, String line)
            throws Exception {
        try (RawClient client = SITE.connect()) {
            RawResponse first =
                    client.send(SITE.request(method, target, line)).readAnswerTo(method).hasStatus(status);
            if (first.announcesClose()) {
                client.expectEof();
                return;
            }
            assertThat(client.send(SITE.request("GET", "/letters.txt")).read().hasStatus(200).text())
                    .isEqualTo(ServedFolder.LETTERS);
        }
    }

    @Test
    @DisplayName("conn.half-close")
    void aClientThatOnlyListensIsStillAnswered() throws Exception {
        for (String target : List.of("/letters.txt", "/big.bin", "/sub/", "/missing")) {
            try (RawClient client = SITE.connect()) {
                client.send(SITE.request("GET", target)).finishSending();
                assertThat(client.read().status()).isIn(200, 404);
                client.expectEof();
            }
        }
    }

    @ParameterizedTest(name = "conn.half-close: a big answer, {0}")
    @ValueSource(strings = {"before it begins", "in the middle of it"})
    void aBigAnswerSurvivesAHalfClose(String when) throws Exception {
        byte[] big = Files.readAllBytes(SITE.folder().path("big.bin"));
        for (int round = 0; round < 20; round++) {
            try (RawClient client = RawClient.connect(SITE.address(), 4_096)) {
                client.send(SITE.request("GET", "/big.bin"));
                if (when.startsWith("before")) {
                    client.finishSending();
                }
                client.readHead().hasStatus(200);
                client.readExactly(100_000);
                if (when.startsWith("in")) {
                    client.finishSending();
                }
                assertThat(client.readExactly(BIG - 100_000))
                        .isEqualTo(Arrays.copyOfRange(big, 100_000, BIG));
                client.expectEof();
            }
        }
    }

    @Test
    @DisplayName("conn.half-close: pipelined")
    void everyRequestBeforeTheHalfCloseIsAnswered() throws Exception {
        TlsUnderTest.assumeNot("TLS 1.2 has no half-close, and by 1.3 the rest is answered only most of the time");
        try (RawClient client = SITE.connect()) {
            client.send((SITE.request("GET", "/page.bin") + SITE.request("GET", "/letters.txt")).repeat(20));
            client.finishSending();
            for (int i = 0; i < 20; i++) {
                assertThat(client.read().hasStatus(200).body()).hasSize(8_000);
                assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
            }
            client.expectEof();
        }
    }

    @ParameterizedTest(name = "conn.half-close: after <{0}>")
    @ValueSource(strings = {"", "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\n", "\r\n"})
    void aClientThatLeavesInTheMiddleIsLetGo(String sent) throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(sent).finishSending();
            assertThat(client.readAll()).allSatisfy(answer -> assertThat(answer.status()).isIn(400, 408));
        }
    }

    @Test
    @DisplayName("conn.backpressure")
    void aClientThatSendsMuchBeforeItReadsLosesNothing() throws Exception {
        int count = 3_000;
        byte[] page = Files.readAllBytes(SITE.folder().path("page.bin"));
        try (RawClient client = RawClient.connect(SITE.address(), 8_192)) {
            String requests = SITE.request("GET", "/page.bin").repeat(count);
            CompletableFuture<Boolean> sent = CompletableFuture.supplyAsync(
                    () -> client.offer(requests.getBytes(ISO_8859_1)));
            for (int i = 0; i < count; i++) {
                assertThat(client.read().hasStatus(200).body()).isEqualTo(page);
            }
            assertThat(sent.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @DisplayName("conn.idle-timeout-not-too-short")
    void aConnectionSurvivesAMomentOfThought() throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/letters.txt")).read().hasStatus(200);
            assertThat(client.listen(3_000)).as("bytes or end while thinking").isZero();
            client.send(SITE.request("GET", "/letters.txt")).read().hasStatus(200);
        }
    }

    @Test
    @DisplayName("conn.no-request")
    void aClientThatComesAndGoesSilentlyIsNoTrouble() throws Exception {
        List<ConnectionOpened> seen = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            try (RawClient client = SITE.connect()) {
                seen.add(SITE.recorder().opened(client));
            }
        }
        for (ConnectionOpened opened : seen) {
            assertThat(SITE.recorder().closed(opened).reason())
                    .isIn(CloseReason.CLIENT_CLOSED, CloseReason.CLIENT_RESET);
        }
    }

    @Test
    @DisplayName("conn.unlimited")
    void aConnectionIsNotWornOutByUse() throws Exception {
        try (RawClient client = SITE.connect()) {
            for (int i = 0; i < 2_000; i++) {
                RawResponse response = client.send(SITE.request("GET", "/letters.txt")).read().hasStatus(200);
                assertThat(response.announcesClose()).isFalse();
            }
        }
    }

    @Test
    @DisplayName("conn.reset-storm")
    void clientsThatResetAtOnceAreNoTrouble() throws Exception {
        for (int i = 0; i < 300; i++) {
            try (RawClient client = SITE.connect()) {
                if (i % 3 > 0) {
                    client.send(i % 3 == 1 ? "GET / HT" : SITE.request("GET", "/big.bin").repeat(3));
                }
                client.reset();
            }
        }
        SITE.get("/letters.txt").hasStatus(200);
    }

    @Test
    @DisplayName("sem.trace-no-echo")
    void traceTellsNoSecrets() throws Exception {
        RawResponse response = SITE.ask("TRACE", "/", "Cookie: s3cr3t", "Authorization: s3cr3t")
                .hasStatus(405);
        assertThat(response.text()).doesNotContain("s3cr3t");
    }
}
