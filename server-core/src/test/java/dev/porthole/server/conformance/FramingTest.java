package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request ends: RFC 9112 sections 6 and 7, and Expect (RFC 9110 section 10.1.1). */
class FramingTest {

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.file("index.html", "<p>home</p>");
        folder.letters();
        folder.file("smuggled.txt", "MUST-NOT-BE-SERVED");
        folder.directory("sub");
    });

    private static final int READ_PAST = 256 << 10;
    private static final String SMUGGLED = "GET /smuggled.txt HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            syntax.cl-list-conflict      | 5, 6
            syntax.cl-negative           | -1
            syntax.cl-alpha              | abc
            syntax.cl-alpha-end          | 5x
            syntax.cl-space              | 1 0
            syntax.cl-underscore         | 1_0
            syntax.cl-plus               | +5
            syntax.cl-hex                | 0x5
            syntax.cl-fraction           | 5.0
            syntax.cl-exponent           | 5e0
            syntax.cl-trailing-comma     | 5,
            syntax.cl-leading-comma      | ,5
            syntax.cl-semicolon          | 5;5
            syntax.cl-quoted             | "5"
            syntax.cl-empty              | ''
            syntax.cl-other-digits       | \u0665
            """)
    void anInvalidContentLengthIsRefused(String id, String value) throws Exception {
        String length = new String(value.getBytes(UTF_8), ISO_8859_1);
        SITE.refused(SITE.request("GET", "/letters.txt", "Content-Length: " + length) + SMUGGLED)
                .hasStatus(400);
    }

    @Test
    @DisplayName("syntax.cl-conflict")
    void twoContentLengthsAreRefused() throws Exception {
        SITE.refused(SITE.request("GET", "/letters.txt", "Content-Length: 0", "Content-Length: 5") + SMUGGLED)
                .hasStatus(400);
    }

    @ParameterizedTest(name = "syntax.cl-same-twice: {0}")
    @ValueSource(strings = {"Content-Length: 5, 5", "Content-Length: 5\r\nContent-Length: 5"})
    void twoEqualContentLengthsAreRefusedOrTakenAsOne(String lines) throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/letters.txt", lines) + "hello" + SITE.request("GET", "/"));
            RawResponse first = client.read().hasStatusIn(200, 400);
            if (first.status() == 400) {
                assertThat(first.announcesClose()).isTrue();
                client.expectEof();
            } else {
                assertThat(client.read().hasStatus(200).text()).contains("home");
            }
        }
    }

    @ParameterizedTest(name = "syntax.cl-huge {0}")
    @ValueSource(strings = {"9223372036854775807", "9223372036854775808", "18446744073709551617",
        "99999999999999999999999999999999", "4294967296"})
    void aHugeContentLengthNeitherWrapsNorWaits(String value) throws Exception {
        SITE.refused(SITE.request("GET", "/letters.txt", "Content-Length: " + value) + SMUGGLED)
                .hasStatusIn(400, 413);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("distrustedCodings")
    void aTransferCodingThatCannotBeTrustedIsRefused(String id, String version,
            String lines) throws Exception {
        SITE.refused("GET /letters.txt " + version + "\r\nHost: localhost\r\n" + lines
                + "\r\n\r\n0\r\n\r\n" + SMUGGLED).hasStatusIn(400, 501);
    }

    static Stream<Arguments> distrustedCodings() {
        String te = "Transfer-Encoding: ";
        return Stream.of(
                arguments("syntax.te-unknown", "HTTP/1.1", te + "gzip"),
                arguments("syntax.te-unknown: then chunked", "HTTP/1.1", te + "gzip, chunked"),
                arguments("syntax.te-xchunked", "HTTP/1.1", te + "xchunked"),
                arguments("syntax.te-chunkedx", "HTTP/1.1", te + "chunkedx"),
                arguments("syntax.te-chunked-not-last", "HTTP/1.1", te + "chunked, identity"),
                arguments("syntax.te-chunked-not-last: gzip", "HTTP/1.1", te + "chunked, gzip"),
                arguments("syntax.te-identity", "HTTP/1.1", te + "identity"),
                arguments("syntax.te-vertical-tab", "HTTP/1.1", te + "\u000bchunked"),
                arguments("syntax.te-vertical-tab-after", "HTTP/1.1", te + "chunked\u000b"),
                arguments("syntax.te-nbsp", "HTTP/1.1", te + "\u00a0chunked"),
                arguments("syntax.te-quoted", "HTTP/1.1", te + "\"chunked\""),
                arguments("syntax.te-parameter", "HTTP/1.1", te + "chunked;q=1"),
                arguments("syntax.te-empty", "HTTP/1.1", te),
                arguments("syntax.te-comma-only", "HTTP/1.1", te + ","),
                arguments("syntax.te-duplicate-lines", "HTTP/1.1", te + "chunked\r\n" + te + "chunked"),
                arguments("syntax.te-chunked-twice", "HTTP/1.1", te + "chunked, chunked"),
                arguments("syntax.te-second-line", "HTTP/1.1", te + "chunked\r\n" + te + "identity"),
                arguments("syntax.te-http10", "HTTP/1.0", te + "chunked"),
                arguments("syntax.te-http10-keep-alive", "HTTP/1.0",
                        te + "chunked\r\nConnection: keep-alive"),
                arguments("syntax.te-and-cl", "HTTP/1.1", "Content-Length: 5\r\n" + te + "chunked"),
                arguments("syntax.te-and-cl: other order", "HTTP/1.1", te + "chunked\r\nContent-Length: 5"),
                arguments("syntax.te-and-cl: unknown coding", "HTTP/1.1", te + "x\r\nContent-Length: 5"),
                arguments("syntax.te-and-cl: bad length", "HTTP/1.1", te + "chunked\r\nContent-Length: x"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            syntax.te-and-cl         | HTTP/1.1 | Content-Length: 5~Transfer-Encoding: chunked
            syntax.te-http10         | HTTP/1.0 | Transfer-Encoding: chunked
            syntax.te-chunked-twice  | HTTP/1.1 | Transfer-Encoding: chunked, chunked
            """)
    void smugglersFavouritesAreBadRequests(String id, String version, String lines) throws Exception {
        SITE.refused("GET /letters.txt " + version + "\r\nHost: localhost\r\n" + lines.replace("~", "\r\n")
                + "\r\n\r\n0\r\n\r\n" + SMUGGLED).hasStatus(400);
    }

    @Test
    @DisplayName("syntax.cl-body-is-not-a-request")
    void aBodyIsNotARequest() throws Exception {
        inStepAfter("GET", "/letters.txt", 200, "Content-Length: " + SMUGGLED.length(), SMUGGLED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            syntax.cl-body-redirect       | GET     | /sub          | 307
            conn.reuse-after-post-body    | POST    | /letters.txt  | 405
            syntax.cl-body-put            | PUT     | /new.txt      | 405
            syntax.cl-body-unknown-method | BREW    | /letters.txt  | 501
            syntax.cl-body-options        | OPTIONS | /letters.txt  | 200
            syntax.cl-body-404            | GET     | /missing      | 404
            syntax.cl-body-head           | HEAD    | /letters.txt  | 200
            syntax.cl-body-listing        | GET     | /sub/         | 200
            """)
    void aBodyIsReadPastWhateverTheAnswer(String id, String method, String target,
            int status) throws Exception {
        inStepAfter(method, target, status, "Content-Length: " + SMUGGLED.length(), SMUGGLED);
        inStepAfter(method, target, status, "Transfer-Encoding: chunked",
                Integer.toHexString(SMUGGLED.length()) + "\r\n" + SMUGGLED + "\r\n0\r\n\r\n");
    }

    private static void inStepAfter(String method, String target, int status, String framing, String body)
            throws IOException {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request(method, target, framing) + body
                    + SITE.request("GET", "/", "Connection: close"));
            assertThat(client.readAnswerTo(method).hasStatus(status).announcesClose()).isFalse();
            assertThat(client.read().hasStatus(200).text()).contains("home");
            client.expectEof();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodChunks")
    void aChunkedBodyIsReadPast(String id, String body) throws Exception {
        inStepAfter("GET", "/letters.txt", 200, "Transfer-Encoding: chunked", body);
    }

    static Stream<Arguments> goodChunks() {
        return Stream.of(
                arguments("syntax.chunked-body-get", "5\r\nhello\r\n0\r\n\r\n"),
                arguments("syntax.chunk-none", "0\r\n\r\n"),
                arguments("syntax.chunk-several", "1\r\na\r\n2\r\nbc\r\n3\r\ndef\r\n0\r\n\r\n"),
                arguments("syntax.chunk-hex-lower", "1a\r\n" + ServedFolder.LETTERS + "\r\n0\r\n\r\n"),
                arguments("syntax.chunk-hex-upper", "1A\r\n" + ServedFolder.LETTERS + "\r\n0\r\n\r\n"),
                arguments("syntax.chunk-leading-zeros", "0005\r\nhello\r\n000\r\n\r\n"),
                arguments("syntax.chunk-ext", "5;a\r\nhello\r\n0;b=c\r\n\r\n"),
                arguments("syntax.chunk-ext-quoted", "5;a=\"x;\\\"y\"\r\nhello\r\n0\r\n\r\n"),
                arguments("syntax.chunk-ext-3k", "5;a=" + "x".repeat(3_000) + "\r\nhello\r\n0\r\n\r\n"),
                arguments("syntax.chunk-trailers", "5\r\nhello\r\n0\r\nX-A: 1\r\nX-B: 2\r\n\r\n"),
                arguments("syntax.chunk-trailers-7k", "0\r\nX-A: " + "x".repeat(7_000) + "\r\n\r\n"),
                arguments("syntax.chunk-trailer-framing",
                "0\r\nContent-Length: 99\r\nHost: evil.example\r\n\r\n"),
                arguments("syntax.chunk-data-like-end", "7\r\n\r\n0\r\n\r\n\r\n0\r\n\r\n"),
                arguments("syntax.chunk-64k", "10000\r\n" + "x".repeat(65_536) + "\r\n0\r\n\r\n"));
    }

    @Test
    @DisplayName("syntax.te-case")
    void theNameOfACodingHasNoCase() throws Exception {
        inStepAfter("GET", "/letters.txt", 200, "transfer-encoding: \t Chunked ", "5\r\nhello\r\n0\r\n\r\n");
    }

    @Test
    @DisplayName("syntax.te-header-is-another")
    void whatTheClientAcceptsIsNotWhatItSends() throws Exception {
        inStepAfter("GET", "/letters.txt", 200, "TE: trailers, chunked", "");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenChunks")
    void nothingIsServedAfterABrokenChunk(String id, String body) throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/letters.txt", "Transfer-Encoding: chunked") + body + SMUGGLED);
            client.finishSending();
            List<RawResponse> answers = client.readAll();
            assertThat(answers).as("answers").hasSizeLessThanOrEqualTo(2);
            assertThat(answers).allSatisfy(
                    answer -> assertThat(answer.text()).doesNotContain("MUST-NOT-BE-SERVED"));
            assertThat(answers).as("answers").anyMatch(answer -> answer.status() == 400);
        }
    }

    static Stream<Arguments> brokenChunks() {
        String end = "0\r\n\r\n";
        return Stream.of(
                arguments("syntax.chunk-hex-prefix", "0x5\r\nhello\r\n" + end),
                arguments("syntax.chunk-underscore", "0_5\r\nhello\r\n" + end),
                arguments("syntax.chunk-plus", "+5\r\nhello\r\n" + end),
                arguments("syntax.chunk-minus", "-5\r\nhello\r\n" + end),
                arguments("syntax.chunk-minus-zero", "-0\r\n\r\n"),
                arguments("syntax.chunk-overflow", "fffffffffffffffff\r\nhello\r\n" + end),
                arguments("syntax.chunk-wrap64", "10000000000000005\r\nhello\r\n" + end),
                arguments("syntax.chunk-wrap64-zero", "10000000000000000\r\n\r\n"),
                arguments("syntax.chunk-long-max", "8000000000000005\r\nhello\r\n" + end),
                arguments("syntax.chunk-empty-size", "\r\nhello\r\n" + end),
                arguments("syntax.chunk-not-hex", "g\r\nhello\r\n" + end),
                arguments("syntax.chunk-leading-space", " 5\r\nhello\r\n" + end),
                arguments("syntax.chunk-trailing-space", "5 \r\nhello\r\n" + end),
                arguments("syntax.chunk-trailing-tab", "5\t\r\nhello\r\n" + end),
                arguments("syntax.chunk-comma", "5,5\r\nhello\r\n" + end),
                arguments("syntax.chunk-fraction", "5.0\r\nhello\r\n" + end),
                arguments("syntax.chunk-nul", "5\u0000\r\nhello\r\n" + end),
                arguments("syntax.chunk-size-bare-lf", "5\nhello\r\n" + end),
                arguments("syntax.chunk-size-bare-cr", "5\rhello\r\n" + end),
                arguments("syntax.chunk-ext-bare-lf", "5;a\nhello\r\n" + end),
                arguments("syntax.chunk-ext-bare-cr", "5;a\rb\r\nhello\r\n" + end),
                arguments("syntax.chunk-ext-ctl", "5;a=\u0001\r\nhello\r\n" + end),
                arguments("syntax.chunk-data-too-long", "5\r\nhellohello\r\n" + end),
                arguments("syntax.chunk-data-no-crlf", "5\r\nhello" + end),
                arguments("syntax.chunk-data-bare-lf", "5\r\nhello\n" + end),
                arguments("syntax.chunk-data-bare-cr", "5\r\nhello\r" + end),
                arguments("syntax.chunk-end-bare-lf", "0\n\n"),
                arguments("syntax.chunk-end-no-empty-line", "0\r\n"),
                arguments("syntax.chunk-trailer-no-colon", "0\r\nnonsense\r\n\r\n"),
                arguments("syntax.chunk-trailer-space", "0\r\nX-A : 1\r\n\r\n"),
                arguments("syntax.chunk-trailer-bare-lf", "0\r\nX-A: 1\nX-B: 2\r\n\r\n"),
                arguments("syntax.chunk-trailer-fold", "0\r\nX-A: 1\r\n 2\r\n\r\n"),
                arguments("syntax.chunk-ext-too-long", "5;a=" + "x".repeat(5_000) + "\r\nhello\r\n" + end),
                arguments("syntax.chunk-ext-too-long-in-sum",
                        ("1;a=" + "x".repeat(99) + "\r\nx\r\n").repeat(50) + end),
                arguments("syntax.chunk-trailers-too-long",
                        "0\r\n" + ("X-A: " + "x".repeat(990) + "\r\n").repeat(9) + "\r\n"));
    }

    @Test
    @DisplayName("syntax.chunk-wrap32")
    void aChunkOfFourGigabytesIsNotAChunkOfFive() throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/letters.txt", "Transfer-Encoding: chunked")
                    + "100000005\r\nhello\r\n0\r\n\r\n" + SMUGGLED);
            client.finishSending();
            assertThat(client.readAll()).allSatisfy(
                    answer -> assertThat(answer.text()).doesNotContain("MUST-NOT-BE-SERVED"));
        }
    }

    @ParameterizedTest(name = "body-limit: {0}")
    @ValueSource(strings = {"GET", "POST", "PUT", "BREW"})
    void aBodyUpToTheLimitIsReadPast(String method) throws Exception {
        int status = switch (method) {
            case "GET" -> 200;
            case "BREW" -> 501;
            default -> 405;
        };
        inStepAfter(method, "/letters.txt", status, "Content-Length: " + READ_PAST, "x".repeat(READ_PAST));
    }

    @ParameterizedTest(name = "body-limit-exceeded: {0}")
    @CsvSource({"GET, 413", "HEAD, 413", "OPTIONS, 413", "POST, 405", "PUT, 405"})
    void aBodyBeyondTheLimitIsRefusedAtOnce(String method, int status) throws Exception {
        for (String body : List.of("", "x".repeat(99_999))) {
            try (RawClient client = SITE.connect()) {
                client.send(SITE.request(method, "/letters.txt", "Content-Length: " + (READ_PAST + 1))
                        + body);
                // Of two reasons to refuse, the method or the size, either may be given.
                RawResponse response = client.readAnswerTo(method).hasStatusIn(status, 413);
                assertThat(response.announcesClose()).isTrue();
                client.expectEof();
            }
        }
        SITE.refused(SITE.request("GET", "/letters.txt", "Content-Length: " + (1L << 40))
                + "x".repeat(99_999))
                .hasStatus(413);
    }

    @Test
    @DisplayName("body-limit-exceeded: chunked")
    void aChunkedBodyBeyondTheLimitIsNotReadForEver() throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("POST", "/letters.txt", "Transfer-Encoding: chunked"));
            byte[] chunk = ("4000\r\n" + "x".repeat(0x4000) + "\r\n").getBytes(ISO_8859_1);
            boolean taken = true;
            for (int i = 0; taken && i < 17; i++) {
                taken = client.offer(chunk);
            }
            List<RawResponse> answers = client.readAll();
            assertThat(answers).hasSize(1);
            answers.getFirst().hasStatusIn(405, 413);
            assertThat(answers.getFirst().announcesClose()).isTrue();
        }
    }

    @Test
    @DisplayName("body-cut-short")
    void aBodyThatNeverComesDoesNotHangTheServer() throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/letters.txt", "Content-Length: 10") + "abc").finishSending();
            assertThat(client.readAll()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    @DisplayName("syntax.expect-100")
    void aClientThatWaitsForContinueIsToldToGoOn() throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/letters.txt", "Expect: 100-Continue", "Content-Length: 5"));
            RawResponse interim = client.readHead().hasStatus(100);
            assertThat(interim.has("Content-Length") || interim.has("Transfer-Encoding")).isFalse();
            client.send("hello");
            assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
            client.send(SITE.request("GET", "/")).read().hasStatus(200);
        }
    }

    @ParameterizedTest(name = "syntax.expect-100: final answer to {0}")
    @CsvSource({"PUT, 405, 5", "POST, 405, 5", "POST, 405, 99999999", "GET, 413, 99999999"})
    void aBodyNobodyWantsIsDeclinedBeforeItIsSent(String method, int status, long length) throws Exception {
        SITE.refused(SITE.request(
                        method, "/letters.txt", "Expect: 100-continue", "Content-Length: " + length))
                .hasStatus(status);
    }

    @Test
    @DisplayName("syntax.expect-100: HTTP/1.0")
    void http10IsNeverSentAnInterimAnswer() throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send("GET /letters.txt HTTP/1.0\r\n"
                    + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhello");
            client.read().hasStatus(200);
            client.expectEof();
        }
    }

    @Test
    @DisplayName("syntax.expect-100: no body")
    void aClientThatExpectsButSendsNothingIsAnswered() throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/letters.txt", "Expect: 100-continue", "Connection: close"));
            List<RawResponse> answers = client.readAll();
            answers.getLast().hasStatus(200);
            assertThat(answers).hasSizeLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest(name = "syntax.expect-unknown: {0}")
    @ValueSource(strings = {"200-ok", "100-continue, coffee", "100-continuex"})
    void anExpectationThatCannotBeMetIsRefused(String expectation) throws Exception {
        SITE.raw(SITE.request("GET", "/letters.txt", "Expect: " + expectation)).hasStatus(417);
    }

    @Test
    @DisplayName("syntax.http10-no-chunked")
    void http10IsNeverSentChunks() throws Exception {
        try (RawClient client = SITE.connect()) {
            RawResponse listing = client.send("GET /sub/ HTTP/1.0\r\n\r\n").read().hasStatus(200);
            assertThat(listing.has("Transfer-Encoding")).isFalse();
            client.expectEof();
        }
    }

    @Test
    @DisplayName("syntax.fragmented-1byte: a chunked body")
    void aChunkedBodyMayArriveByteByByte() throws Exception {
        String request = SITE.request("GET", "/letters.txt", "Transfer-Encoding: chunked")
                + "5;a=b\r\nhello\r\n1A\r\n" + ServedFolder.LETTERS + "\r\n0\r\nX-A: 1\r\n\r\n"
                + SITE.request("GET", "/");
        try (RawClient client = SITE.connect()) {
            for (int i = 0; i < request.length(); i++) {
                client.send(request.substring(i, i + 1));
            }
            assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
            assertThat(client.read().hasStatus(200).text()).contains("home");
        }
    }

    @Test
    @DisplayName("syntax.fragmented-everywhere")
    void aStreamOfRequestsMayBeCutAnywhere() throws Exception {
        String stream = "GET /letters.txt HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc"
                + "GET /letters.txt HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        for (int cut = 1; cut < stream.length(); cut++) {
            try (RawClient client = SITE.connect()) {
                client.send(stream.substring(0, cut)).send(stream.substring(cut));
                assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
                assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
                assertThat(client.read().hasStatus(200).text()).contains("home");
                client.expectEof();
            }
        }
    }

    @Test
    @DisplayName("syntax.cl-leading-zeros")
    void leadingZerosInALengthMeanNothing() throws Exception {
        inStepAfter("GET", "/letters.txt", 200, "Content-Length: 00005", "hello");
        inStepAfter("GET", "/letters.txt", 200, "Content-Length: 0", "");
    }

    @Test
    @DisplayName("syntax.expect-100: chunked")
    void continueIsSaidBeforeAChunkedBodyToo() throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/letters.txt", "Expect: 100-continue",
                    "Transfer-Encoding: chunked"));
            client.readHead().hasStatus(100);
            client.send("5\r\nhello\r\n0\r\n\r\n").read().hasStatus(200);
            client.send(SITE.request("GET", "/")).read().hasStatus(200);
        }
    }
}
