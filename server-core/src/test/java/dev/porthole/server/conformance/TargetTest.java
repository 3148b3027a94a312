package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Host header and the four forms of the request target: RFC 9112 sections 3.2 and 3.3. */
class TargetTest {

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.file("index.html", "<p>home</p>");
        folder.letters();
    });

    @ParameterizedTest(name = "{0}")
    @MethodSource("badHosts")
    void aRequestWithoutOneValidHostIsRefused(String id, String lines) throws Exception {
        SITE.refused("GET /letters.txt HTTP/1.1\r\n" + lines + "\r\n").hasStatus(400);
    }

    static Stream<Arguments> badHosts() {
        return Stream.of(
                arguments("syntax.host-missing", ""),
                arguments("syntax.host-missing: other headers", "X-Host: localhost\r\nAccept: */*\r\n"),
                arguments("syntax.host-duplicate", "Host: localhost\r\nHost: evil.example\r\n"),
                arguments("syntax.host-duplicate-same", "Host: localhost\r\nHost: localhost\r\n"),
                arguments("syntax.host-duplicate-case", "Host: localhost\r\nX-A: 1\r\nhost: localhost\r\n"),
                arguments("syntax.host-invalid-slash", "Host: localhost/x\r\n"),
                arguments("syntax.host-invalid-badport", "Host: localhost:80x\r\n"),
                arguments("syntax.host-port-negative", "Host: localhost:-1\r\n"),
                arguments("syntax.host-port-too-high", "Host: localhost:65536\r\n"),
                arguments("syntax.host-port-huge", "Host: localhost:99999999999999999999\r\n"),
                arguments("syntax.host-two-ports", "Host: localhost:80:80\r\n"),
                arguments("syntax.host-space", "Host: local host\r\n"),
                arguments("syntax.host-userinfo", "Host: user@localhost\r\n"),
                arguments("syntax.host-question-mark", "Host: localhost?\r\n"),
                arguments("syntax.host-hash", "Host: localhost#\r\n"),
                arguments("syntax.host-backslash", "Host: localhost\\x\r\n"),
                arguments("syntax.host-quote", "Host: \"localhost\"\r\n"),
                arguments("syntax.host-angle", "Host: <localhost>\r\n"),
                arguments("syntax.host-bad-percent", "Host: local%zzhost\r\n"),
                arguments("syntax.host-open-bracket", "Host: [::1\r\n"),
                arguments("syntax.host-close-bracket", "Host: ::1]\r\n"),
                arguments("syntax.host-bad-ipv6", "Host: [zz]\r\n"),
                arguments("syntax.host-bracket-then-text", "Host: [::1]x\r\n"),
                arguments("syntax.host-bare-ipv6", "Host: ::1\r\n"),
                arguments("syntax.host-absolute-uri", "Host: http://localhost/\r\n"));
    }

    @ParameterizedTest(name = "syntax.host-odd <{0}>")
    @ValueSource(strings = {"", "localhost,localhost", ":80", "localhost;x", "local_host"})
    void anOddHostIsNeverServed(String host) throws Exception {
        SITE.raw("GET /letters.txt HTTP/1.1\r\nHost: " + host + "\r\n\r\n").hasStatusIn(400, 403, 421);
    }

    @ParameterizedTest(name = "host-accepted <{0}>")
    @ValueSource(strings = {"localhost", "LocalHost", "localhost:", "127.0.0.1", "127.8.9.10",
        "site.localhost", "a.b.LOCALHOST"})
    void everyNameOfThisComputerIsServed(String host) throws Exception {
        SITE.raw("GET /letters.txt HTTP/1.1\r\nHost: " + host + "\r\n\r\n").hasStatus(200);
        String port = host.endsWith(":") ? "" : ":" + SITE.address().getPort();
        SITE.raw("GET /letters.txt HTTP/1.1\r\nHost: " + host + port + "\r\n\r\n").hasStatus(200);
    }

    @Test
    @DisplayName("syntax.host-ipv6-literal")
    void anIpv6LiteralIsAValidHost() throws Exception {
        SITE.raw("GET /letters.txt HTTP/1.1\r\nHost: [::1]\r\n\r\n").hasStatus(200);
        SITE.raw("GET /letters.txt HTTP/1.1\r\nHost: [::1]:" + SITE.address().getPort() + "\r\n\r\n")
                .hasStatus(200);
        SITE.raw("GET /letters.txt HTTP/1.1\r\nHost: [2001:db8::1]\r\n\r\n").hasStatus(403);
    }

    @ParameterizedTest(name = "path.dns-rebinding <{0}>")
    @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example",
        "localhost.evil.example", "notlocalhost", "evil-localhost", "128.0.0.1", "10.0.0.1", "[fe80::1]",
        "127.0.0.1.nip.io", "1.127.0.0"})
    void aForeignHostIsRefused(String host) throws Exception {
        RawResponse response = SITE.raw("GET /letters.txt HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                .hasStatus(403);
        assertThat(response.text()).doesNotContain(ServedFolder.LETTERS);
    }

    @Test
    @DisplayName("path.dns-rebinding: the connection stays in step")
    void aForeignHostDoesNotUpsetTheConnection() throws Exception {
        try (RawClient client = SITE.connect()) {
            RawResponse refusal = client.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").read()
                    .hasStatus(403);
            if (refusal.announcesClose()) {
                client.expectEof();
            } else {
                client.send(SITE.request("GET", "/letters.txt")).read().hasStatus(200);
            }
        }
    }

    @Test
    @DisplayName("syntax.host-http10: may be missing, but is not ignored")
    void http10NeedsNoHostButALiarIsRefused() throws Exception {
        SITE.raw("GET /letters.txt HTTP/1.0\r\n\r\n").hasStatus(200);
        SITE.raw("GET /letters.txt HTTP/1.0\r\nHost: evil.example\r\n\r\n").hasStatus(403);
        SITE.refused("GET /letters.txt HTTP/1.0\r\nHost: localhost\r\nHost: localhost\r\n\r\n")
                .hasStatus(400);
        SITE.refused("GET /letters.txt HTTP/1.0\r\nHost: local/host\r\n\r\n").hasStatus(400);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            syntax.absolute-form                  | http://localhost/letters.txt        | localhost
            syntax.absolute-form: other Host      | http://localhost/letters.txt        | evil.example
            syntax.absolute-form: scheme case     | HTTP://LOCALHOST/letters.txt        | localhost
            syntax.absolute-form: port            | http://localhost:80/letters.txt     | localhost:80
            syntax.absolute-form: query           | http://127.0.0.1/letters.txt?a=/../ | localhost
            syntax.absolute-form: encoded         | http://localhost/%6cetters.txt      | localhost
            syntax.absolute-form: IPv6            | http://[::1]/letters.txt            | localhost
            """)
    void theAbsoluteFormCountsMoreThanTheHost(String id, String target, String host) throws Exception {
        RawResponse response = SITE.raw("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        assertThat(response.hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
    }

    @ParameterizedTest(name = "syntax.absolute-form without a path: {0}")
    @ValueSource(strings = {"http://localhost", "http://localhost?q", "http://localhost:8080",
        "http://localhost/"})
    void anAbsoluteFormWithoutPathMeansTheRoot(String target) throws Exception {
        RawResponse response = SITE.raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(response.hasStatus(200).text()).contains("home");
    }

    @Test
    @DisplayName("path.dns-rebinding: absolute form")
    void aForeignAbsoluteFormIsRefusedWhateverTheHost() throws Exception {
        SITE.raw("GET http://evil.example/letters.txt HTTP/1.1\r\nHost: localhost\r\n\r\n").hasStatus(403);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            syntax.absolute-form-bad-port      | GET     | http://localhost:80x/letters.txt
            syntax.absolute-form-port-too-high | GET     | http://localhost:65536/letters.txt
            syntax.absolute-form-no-host       | GET     | http:///letters.txt
            syntax.absolute-form-userinfo      | GET     | http://user@localhost/letters.txt
            syntax.absolute-form-one-slash     | GET     | http:/localhost/letters.txt
            syntax.absolute-form-ftp           | GET     | ftp://localhost/letters.txt
            syntax.authority-form-get          | GET     | localhost:80
            syntax.authority-form-head         | HEAD    | localhost
            syntax.asterisk-form-get           | GET     | *
            syntax.asterisk-form-head          | HEAD    | *
            syntax.asterisk-then-text          | OPTIONS | *x
            syntax.relative-target             | GET     | letters.txt
            syntax.relative-dot                | GET     | ./letters.txt
            syntax.query-only-target           | GET     | ?x
            syntax.backslash-target            | GET     | \\letters.txt
            path.traversal-no-slash            | GET     | ../secret.txt
            path.traversal-file-uri            | GET     | file:///etc/passwd
            """)
    void aTargetOfTheWrongFormIsRefused(String id, String method, String target) throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request(method, target));
            assertThat(client.readAnswerTo(method).hasStatus(400).announcesClose()).isTrue();
            client.expectEof();
        }
    }

    @Test
    @DisplayName("syntax.options-asterisk")
    void optionsAsteriskAsksAboutTheServer() throws Exception {
        RawResponse response = SITE.ask("OPTIONS", "*").hasStatus(200);
        assertThat(response.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(response.header("Content-Length")).isEqualTo("0");
    }
}
