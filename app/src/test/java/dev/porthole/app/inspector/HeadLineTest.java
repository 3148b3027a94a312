package dev.porthole.app.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadLineTest {

    private static final CurlCommand CURL = new CurlCommand(Path.of("/home/it's me/certificate.pem"));

    @Test
    void numbersFromZeroAndKeepsTheEmptyLastLine() {
        assertThat(HeadLine.split("GET / HTTP/1.1\r\nHost: a:1\r\n\r\n")).containsExactly(
                new HeadLine(0, "GET", " / HTTP/1.1"),
                new HeadLine(1, "Host:", " a:1"),
                new HeadLine(2, "", ""));
    }

    @Test
    void toleratesBareLineFeedsAndAHeadCutShort() {
        assertThat(HeadLine.split("GET /\nHost")).extracting(HeadLine::text).containsExactly("GET /", "Host");
        assertThat(HeadLine.split("")).isEmpty();
    }

    @Test
    void pseudoHeaderFieldsKeepTheirColons() {
        assertThat(HeadLine.split(":method: GET\r\n:path: /a:b\r\nhost: x\r\n")).containsExactly(
                new HeadLine(0, ":method:", " GET"),
                new HeadLine(1, ":path:", " /a:b"),
                new HeadLine(2, "host:", " x"));
    }

    @Test
    void showsUtf8AsTextAndOtherBytesWithoutHidingAny() {
        String utf8 = new String("X: ë".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(HeadLine.split("GET / HTTP/1.1\r\n" + utf8 + "\r\n").getLast().text()).isEqualTo("X: ë");
        assertThat(HeadLine.split("A: \u0007\r\n").getFirst().text()).isEqualTo("A: \\x07");
    }

    @Test
    void writesACommandThatSendsTheSameAgain() {
        List<HeadLine> head = HeadLine.split(
                "GET /a'b/../c?x[1] HTTP/1.1\r\nHost: localhost:7890\r\nIf-None-Match: \"1\"\r\n\r\n");
        assertThat(CURL.of("http://localhost:7890/", "GET", "/a'b/../c?x[1]", head)).isEqualTo(
                "curl -i --path-as-is --globoff 'http://localhost:7890/a'\\''b/../c?x[1]' \\\n"
                        + "  --header 'If-None-Match: \"1\"'");
        assertThat(CURL.of("http://localhost:1/", "GET", "/\u00e6 \u0007\u007f", List.of(
                new HeadLine(0, "GET", " /"), new HeadLine(1, "A:", "\u001bb"))))
                .isEqualTo("curl -i 'http://localhost:1/%E6%20%07%7F' \\\n  --header 'A:b'");
        assertThat(CURL.of("http://localhost:1/", "HEAD", "/", List.of()))
                .isEqualTo("curl -i --head 'http://localhost:1/'");
        assertThat(CURL.of("http://localhost:1/", "DELETE", "/x", List.of()))
                .isEqualTo("curl -i --request 'DELETE' 'http://localhost:1/x'");
    }

    @Test
    void curlIsToldWhomToTrustAndTheBasePathIsNotDoubled() {
        assertThat(CURL.of("https://localhost:1/repo/", "GET", "/repo/a", List.of()))
                .isEqualTo("curl -i --cacert '/home/it'\\''s me/certificate.pem' 'https://localhost:1/repo/a'");
    }

    @Test
    void aHostThatIsNotThisSitesIsSentAgain() {
        List<HeadLine> head = HeadLine.split("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        assertThat(CURL.of("http://localhost:1/", "GET", "/", head))
                .isEqualTo("curl -i 'http://localhost:1/' \\\n  --header 'Host: evil.example'");
    }
}
