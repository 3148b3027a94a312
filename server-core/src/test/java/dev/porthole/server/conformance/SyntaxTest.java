package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Request lines and header lines: RFC 9112 sections 2 to 5. */
class SyntaxTest {

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.file("index.html", "<p>home</p>");
        folder.letters();
        if (ServedFolder.unicodeNames()) {
            folder.file("café.txt", "coffee");
        }
    });

    private static final String HOST = "Host: localhost\r\n";

    @Test
    @DisplayName("syntax.simple-get, syntax.status-line-version")
    void aPlainRequestIsAnswered() throws Exception {
        RawResponse response = SITE.raw("GET /letters.txt HTTP/1.1\r\n" + HOST + "\r\n").hasStatus(200);
        assertThat(response.head()).startsWith("HTTP/1.1 200 OK\r\n");
        assertThat(response.text()).isEqualTo(ServedFolder.LETTERS);
    }

    @ParameterizedTest(name = "syntax.status-line-version {0}")
    @ValueSource(strings = {"HTTP/1.0", "HTTP/1.1", "HTTP/1.2", "HTTP/1.9"})
    void theAnswerCarriesTheServersOwnVersion(String version) throws Exception {
        RawResponse response = SITE.raw("GET /letters.txt " + version + "\r\n" + HOST + "\r\n");
        assertThat(response.hasStatus(200).head()).startsWith("HTTP/1.1 ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenRequestLines")
    void aBrokenRequestLineIsRefused(String id, String line) throws Exception {
        SITE.refused(line + "\r\n" + HOST + "\r\n").hasStatus(400);
    }

    static Stream<Arguments> brokenRequestLines() {
        return Stream.of(
                arguments("syntax.http09-no-hang", "GET /letters.txt"),
                arguments("syntax.request-line-no-target", "GET HTTP/1.1"),
                arguments("syntax.request-line-method-only", "GET"),
                arguments("syntax.request-line-no-method", " /letters.txt HTTP/1.1"),
                arguments("syntax.request-line-two-spaces", "GET  /letters.txt HTTP/1.1"),
                arguments("syntax.request-line-two-spaces-before-version", "GET /letters.txt  HTTP/1.1"),
                arguments("syntax.request-line-tab", "GET\t/letters.txt\tHTTP/1.1"),
                arguments("syntax.request-line-trailing-space", "GET /letters.txt HTTP/1.1 "),
                arguments("syntax.request-line-four-words", "GET /letters.txt HTTP/1.1 HTTP/1.1"),
                arguments("syntax.space-in-target", "GET /letters .txt HTTP/1.1"),
                arguments("syntax.method-not-a-token", "G@T /letters.txt HTTP/1.1"),
                arguments("syntax.method-with-colon", "GET: /letters.txt HTTP/1.1"),
                arguments("syntax.method-with-ctl", "GE\u0001T /letters.txt HTTP/1.1"),
                arguments("syntax.method-quoted", "\"GET\" /letters.txt HTTP/1.1"),
                arguments("syntax.version-lower-case", "GET /letters.txt http/1.1"),
                arguments("syntax.version-no-minor", "GET /letters.txt HTTP/1"),
                arguments("syntax.version-dot-only", "GET /letters.txt HTTP/1."),
                arguments("syntax.version-two-digits", "GET /letters.txt HTTP/1.10"),
                arguments("syntax.version-zero-padded", "GET /letters.txt HTTP/01.1"),
                arguments("syntax.version-comma", "GET /letters.txt HTTP/1,1"),
                arguments("syntax.version-letters", "GET /letters.txt HTTP/a.b"),
                arguments("syntax.version-other-name", "GET /letters.txt HTTPS/1.1"),
                arguments("syntax.version-junk-after", "GET /letters.txt HTTP/1.1x"),
                arguments("syntax.nul-in-target", "GET /letters\u0000.txt HTTP/1.1"),
                arguments("syntax.ctl-in-target", "GET /letters\u0001.txt HTTP/1.1"),
                arguments("syntax.tab-in-target", "GET /letters\t.txt HTTP/1.1"),
                arguments("syntax.vt-in-target", "GET /letters\u000b.txt HTTP/1.1"),
                arguments("syntax.del-in-target", "GET /letters\u007f.txt HTTP/1.1"),
                arguments("syntax.cr-in-target", "GET /letters\r.txt HTTP/1.1"),
                arguments("syntax.nul-in-query", "GET /letters.txt?\u0000 HTTP/1.1"),
                arguments("syntax.raw-8bit-target: not UTF-8", "GET /caf\u00e9.txt HTTP/1.1"),
                arguments("syntax.raw-8bit-target: overlong", "GET /\u00c0\u00ae\u00c0\u00ae/x HTTP/1.1"),
                arguments("syntax.raw-8bit-target: surrogate", "GET /\u00ed\u00a0\u0080 HTTP/1.1"),
                arguments("syntax.raw-8bit-target: cut", "GET /\u00e6\u0096 HTTP/1.1"),
                arguments("syntax.bad-pct-zz", "GET /%zz HTTP/1.1"),
                arguments("syntax.bad-pct-bare", "GET /% HTTP/1.1"),
                arguments("syntax.bad-pct-one-digit", "GET /letters%2 HTTP/1.1"),
                arguments("syntax.bad-pct-half", "GET /letters%2x.txt HTTP/1.1"),
                arguments("syntax.bad-pct-u", "GET /%u006cetters.txt HTTP/1.1"),
                arguments("syntax.bad-pct-sign", "GET /%+6letters.txt HTTP/1.1"),
                arguments("path.nul-byte", "GET /letters.txt%00 HTTP/1.1"),
                arguments("path.nul-byte-extension", "GET /letters.txt%00.html HTTP/1.1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenHeaders")
    void aBrokenHeaderSectionIsRefused(String id, String lines) throws Exception {
        SITE.refused("GET /letters.txt HTTP/1.1\r\n" + lines + "\r\n").hasStatus(400);
    }

    static Stream<Arguments> brokenHeaders() {
        return Stream.of(
                arguments("syntax.space-before-colon", HOST + "X-A : 1\r\n"),
                arguments("syntax.tab-before-colon", HOST + "X-A\t: 1\r\n"),
                arguments("syntax.space-before-colon-host", "Host : localhost\r\n"),
                arguments("syntax.space-before-colon-cl", HOST + "Content-Length : 0\r\n"),
                arguments("syntax.space-before-colon-te", HOST + "Transfer-Encoding : chunked\r\n"),
                arguments("syntax.space-in-field-name", HOST + "X A: 1\r\n"),
                arguments("syntax.no-colon-line", HOST + "nonsense\r\n"),
                arguments("syntax.empty-field-name", HOST + ": 1\r\n"),
                arguments("syntax.bad-field-name-char: @", HOST + "X@A: 1\r\n"),
                arguments("syntax.bad-field-name-char: brackets", HOST + "X(A): 1\r\n"),
                arguments("syntax.bad-field-name-char: quote", HOST + "X\"A: 1\r\n"),
                arguments("syntax.bad-field-name-char: slash", HOST + "X/A: 1\r\n"),
                arguments("syntax.bad-field-name-char: brace", HOST + "X{A}: 1\r\n"),
                arguments("syntax.bad-field-name-char: 8 bit", HOST + "X\u00e9A: 1\r\n"),
                arguments("syntax.bad-field-name-char: NUL", HOST + "X\u0000A: 1\r\n"),
                arguments("syntax.bad-field-name-char: DEL", HOST + "X\u007fA: 1\r\n"),
                arguments("syntax.ctl-in-value: NUL", HOST + "X-A: a\u0000b\r\n"),
                arguments("syntax.ctl-in-value: SOH", HOST + "X-A: a\u0001b\r\n"),
                arguments("syntax.ctl-in-value: VT", HOST + "X-A: a\u000bb\r\n"),
                arguments("syntax.ctl-in-value: FF", HOST + "X-A: a\fb\r\n"),
                arguments("syntax.ctl-in-value: ESC", HOST + "X-A: a\u001bb\r\n"),
                arguments("syntax.ctl-in-value: DEL", HOST + "X-A: a\u007fb\r\n"),
                arguments("syntax.bare-cr-in-value", HOST + "X-A: a\rb\r\n"),
                arguments("syntax.bare-cr-before-header", HOST + "X-A: a\rHost: evil.example\r\n"),
                arguments("syntax.cr-cr-lf", HOST + "X-A: a\r\r\n"),
                arguments("syntax.bare-lf-in-headers", HOST + "X-A: a\nX-B: b\r\n"),
                arguments("syntax.obs-fold-space", HOST + "X-A: a\r\n b\r\n"),
                arguments("syntax.obs-fold-tab", HOST + "X-A: a\r\n\tb\r\n"),
                arguments("syntax.obs-fold-empty", HOST + "X-A: a\r\n \r\n"),
                arguments("syntax.obs-fold-te", HOST + "Transfer-Encoding:\r\n chunked\r\n"),
                arguments("syntax.space-before-first-header", " " + HOST),
                arguments("syntax.tab-before-first-header", "\tX-A: 1\r\n" + HOST));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bareLineFeeds")
    void aBareLineFeedEndsNoLine(String id, String head) throws Exception {
        SITE.refused(head).hasStatus(400);
    }

    static Stream<Arguments> bareLineFeeds() {
        return Stream.of(
                arguments("syntax.bare-lf-everywhere", "GET /letters.txt HTTP/1.1\nHost: localhost\n\n"),
                arguments("syntax.bare-lf-after-request-line", "GET /letters.txt HTTP/1.1\n" + HOST + "\r\n"),
                arguments("syntax.bare-lf-at-the-end", "GET /letters.txt HTTP/1.1\r\n" + HOST + "\n"),
                arguments("syntax.bare-lf-http09", "GET /\n"),
                arguments("syntax.bare-cr-everywhere",
                "GET /letters.txt HTTP/1.1\rHost: localhost\r\r\r\n\r\n"),
                arguments("syntax.bare-cr-at-the-end", "GET /letters.txt HTTP/1.1\r\n" + HOST
                + "\rX: y\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            syntax.version-9.9   | GET /letters.txt HTTP/9.9
            syntax.version-2.0   | GET /letters.txt HTTP/2.0
            syntax.version-3.0   | GET /letters.txt HTTP/3.0
            syntax.h2-preface    | PRI * HTTP/2.0
            """)
    void aVersionFromTheFutureIsRefused(String id, String line) throws Exception {
        SITE.refused(line + "\r\n\r\nSM\r\n\r\n").hasStatus(505);
    }

    @Test
    @DisplayName("syntax.version-0.9")
    void aVersionFromThePastIsRefused() throws Exception {
        SITE.refused("GET /letters.txt HTTP/0.9\r\n" + HOST + "\r\n").hasStatusIn(400, 505);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("toleratedHeads")
    void whatTheGrammarAllowsIsServed(String id, String head) throws Exception {
        RawResponse response = SITE.raw(head).hasStatus(200);
        assertThat(response.text()).isEqualTo(ServedFolder.LETTERS);
    }

    static Stream<Arguments> toleratedHeads() {
        String line = "GET /letters.txt HTTP/1.1\r\n";
        return Stream.of(
                arguments("syntax.leading-crlf", "\r\n" + line + HOST + "\r\n"),
                arguments("syntax.field-name-case", line + "hOsT: localhost\r\n\r\n"),
                arguments("syntax.no-space-after-colon", line + "Host:localhost\r\n\r\n"),
                arguments("syntax.ows-around-value", line + "Host: \t localhost \t\r\n\r\n"),
                arguments("syntax.empty-value", line + HOST + "X-A:\r\nX-B: \t \r\n\r\n"),
                arguments("syntax.obs-text-in-value", line + HOST + "X-A: caf\u00e9\r\n\r\n"),
                arguments("syntax.tab-in-value", line + HOST + "X-A: a\tb\r\n\r\n"),
                arguments("syntax.colons-in-value", line + HOST + "X-A: a:b::c\r\n\r\n"),
                arguments("syntax.all-token-chars", line + HOST + "!#$%&'*+-.^_`|~09AZaz: 1\r\n\r\n"),
                arguments("syntax.repeated-unknown-header", line + HOST + "X-A: 1\r\nX-A: 2\r\n\r\n"),
                arguments("syntax.empty-query", "GET /letters.txt? HTTP/1.1\r\n" + HOST + "\r\n"),
                arguments("syntax.raw-brackets-in-query", "GET /letters.txt?a[]={\"|\"} HTTP/1.1\r\n" + HOST
                + "\r\n"));
    }

    @Test
    @DisplayName("syntax.raw-8bit-target")
    void rawUtf8InTheTargetMeansTheSameAsEncoded() throws Exception {
        assumeTrue(ServedFolder.unicodeNames());
        assertThat(SITE.get("/caf\u00c3\u00a9.txt").hasStatus(200).text()).isEqualTo("coffee");
        assertThat(SITE.get("/caf%C3%A9.txt").hasStatus(200).text()).isEqualTo("coffee");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            syntax.bad-pct-in-query  | /letters.txt?x=100%
            syntax.8bit-in-query     | /letters.txt?x=é
            syntax.fragment          | /letters.txt#top
            """)
    void oddButHarmlessTargetsDoNoHarm(String id, String target) throws Exception {
        assertThat(SITE.get(target).status()).isLessThan(500);
    }

    @Test
    @DisplayName("syntax.method-long")
    void aLongMethodIsUnknownNotFatal() throws Exception {
        SITE.raw("M".repeat(5_000) + " / HTTP/1.1\r\n" + HOST + "\r\n").hasStatus(501);
    }

    @Test
    @DisplayName("syntax.fragmented-1byte")
    void aRequestMayArriveByteByByte() throws Exception {
        try (RawClient client = SITE.connect()) {
            for (char octet : SITE.request("GET", "/letters.txt").toCharArray()) {
                client.send(String.valueOf(octet));
            }
            assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
        }
    }

    @Test
    @DisplayName("syntax.fragmented-crlf")
    void aLineEndMayBeCutInTwo() throws Exception {
        for (String cut : List.of("HTTP/1.1\r", "\r\n\r", "letters", "Host", "Host:", "localhost")) {
            String request = "GET /letters.txt HTTP/1.1\r\nHost: localhost\r\n\r\n";
            int at = request.indexOf(cut) + cut.length();
            try (RawClient client = SITE.connect()) {
                client.send(request.substring(0, at));
                assertThat(client.listen(20)).as("bytes after <%s>", request.substring(0, at)).isZero();
                assertThat(client.send(request.substring(at)).read().hasStatus(200).text())
                        .isEqualTo(ServedFolder.LETTERS);
            }
        }
    }

    @Test
    @DisplayName("syntax.no-early-answer")
    void thereIsNoAnswerBeforeTheHeadIsComplete() throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send("GET /letters.txt HTTP/1.1\r\n" + HOST);
            assertThat(client.listen(200)).as("bytes before the head was complete").isZero();
            client.send("\r\n").read().hasStatus(200);
        }
    }

    @ParameterizedTest(name = "syntax.upgrade-unknown {0}")
    @ValueSource(strings = {"foo/1", "h2c", "websocket", "TLS/1.0", "HTTP/2.0"})
    void anUpgradeIsDeclinedBySilence(String protocol) throws Exception {
        RawResponse response = SITE.raw(SITE.request("GET", "/letters.txt",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: " + protocol, "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA"));
        assertThat(response.hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
    }

    @Test
    @DisplayName("syntax.binary-garbage")
    void garbageIsRefusedOrCutOffAndNothingElseSuffers() throws Exception {
        Random random = new Random(9112);
        for (int round = 0; round < 64; round++) {
            byte[] garbage = new byte[1 + random.nextInt(2_000)];
            random.nextBytes(garbage);
            try (RawClient client = SITE.connect()) {
                client.offer(garbage);
                client.finishSending();
                for (RawResponse answer : client.readAll()) {
                    assertThat(answer.status()).as("answer to garbage, round %d", round).isGreaterThan(399);
                }
            }
        }
        SITE.get("/letters.txt").hasStatus(200);
    }

    @Test
    @DisplayName("syntax.tls-hello")
    void aBrowserThatTriesHttpsIsToldNo() throws Exception {
        SITE.refused("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + "\r\n\r\n")
                .hasStatus(400);
    }

    @ParameterizedTest(name = "syntax.after-error-closed-or-synced: {0}")
    @ValueSource(strings = {"GET / FOO", "GET /%zz HTTP/1.1", "GET / HTTP/9.9", "G@T / HTTP/1.1", "nonsense"})
    void nothingIsServedAfterAMalformedRequest(String line) throws Exception {
        SITE.refused(line + "\r\n" + HOST + "\r\n" + SITE.request("GET", "/letters.txt"));
    }

    @Test
    @DisplayName("syntax.valid-before-invalid")
    void aValidRequestIsAnsweredThoughGarbageFollows() throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/letters.txt") + "garbage\r\n\r\n");
            assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
            assertThat(client.read().hasStatus(400).announcesClose()).isTrue();
            client.expectEof();
        }
    }

    @Test
    @DisplayName("syntax.error-is-readable: much was sent behind the error")
    void theAnswerToAnErrorIsNotEatenByAReset() throws Exception {
        for (int round = 0; round < 20; round++) {
            SITE.refused("GET / NONSENSE\r\n\r\n" + "x".repeat(200_000)).hasStatus(400);
        }
    }

    @Test
    @DisplayName("syntax.ctl-in-value: every control character")
    void noControlCharacterPasses() throws IOException {
        List<String> passed = new ArrayList<>();
        for (char c = 0; c < 0x20; c++) {
            // A tab is allowed. A line feed makes "b" a line of its own, which has no colon.
            if (c != '\t' && SITE.raw(SITE.request("GET", "/letters.txt", "X-A: a" + c + "b"))
                    .status() != 400) {
                passed.add(String.format("%02x", (int) c));
            }
        }
        assertThat(passed).isEmpty();
    }
}
