package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ResponseFinished.Outcome;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that says by close_notify that it sends no more, and goes on reading (RFC 8446 section 6.1). */
class HalfClosedTlsTest {

    private static final int BIG = 20_000_017;

    @RegisterExtension
    static final TlsSite SITE = TlsSite.serving(folder -> {
        folder.letters();
        folder.noise("big.bin", BIG);
        for (int i = 0; i < 50; i++) {
            folder.file("listed/" + i + ".txt", "x");
        }
    });

    private static String request(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost:" + SITE.address().getPort() + "\r\n\r\n";
    }

    private static byte[] answerTo(SSLSocket socket, String requests) throws Exception {
        socket.getOutputStream().write(requests.getBytes(ISO_8859_1));
        socket.shutdownOutput();
        // Java reports an end without close_notify as an error.
        return socket.getInputStream().readAllBytes();
    }

    private static String head(InputStream in) throws Exception {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private static byte[] content(byte[] answer) {
        int head = new String(answer, 0, Math.min(answer.length, 1_024), ISO_8859_1).indexOf("\r\n\r\n") + 4;
        return Arrays.copyOfRange(answer, head, answer.length);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/letters.txt,200", "/big.bin,200", "/listed/,200", "/none,404"})
    @DisplayName("gets its answer whole, and then the end")
    void getsItsAnswer(String target, int status) throws Exception {
        String unique = target + "?once";
        try (SSLSocket socket = SITE.secure()) {
            byte[] answer = answerTo(socket, request(unique));
            assertThat(new String(answer, ISO_8859_1)).startsWith("HTTP/1.1 " + status);
            Path file = SITE.folder().root().resolve(target.substring(1));
            if (Files.isRegularFile(file)) {
                assertThat(content(answer)).isEqualTo(Files.readAllBytes(file));
            } else {
                assertThat(new String(answer, ISO_8859_1)).endsWith("</html>\n");
            }
            assertThat(SITE.recorder().finished(SITE.recorder().received(unique)).outcome())
                    .isEqualTo(Outcome.COMPLETE);
            assertThat(SITE.recorder().endOf(socket.getLocalPort())).isEqualTo(CloseReason.CLIENT_CLOSED);
        }
    }

    @Test
    @DisplayName("gets every answer it has asked for ahead")
    void getsAllAnswers() throws Exception {
        try (SSLSocket socket = SITE.secure()) {
            String answers = new String(
                    answerTo(socket, request("/big.bin").repeat(2) + request("/letters.txt").repeat(3)), ISO_8859_1);
            assertThat(answers.split("HTTP/1.1 200 OK\r\n", -1)).hasSize(6);
            assertThat(answers.length()).isGreaterThan(2 * BIG);
            assertThat(SITE.recorder().endOf(socket.getLocalPort())).isEqualTo(CloseReason.CLIENT_CLOSED);
        }
    }

    @Test
    @DisplayName("is not kept waiting when it has asked for nothing")
    void endsAtOnceWithoutRequest() throws Exception {
        try (SSLSocket socket = SITE.secure()) {
            assertThat(answerTo(socket, "")).isEmpty();
            assertThat(SITE.recorder().endOf(socket.getLocalPort())).isEqualTo(CloseReason.CLIENT_CLOSED);
        }
    }

    @Test
    @DisplayName("what only looks like the end, two bytes by themselves, is read when its turn comes")
    void takesTwoBytesForWhatTheyAre() throws Exception {
        try (SSLSocket socket = SITE.secure()) {
            String second = request("/letters.txt?second");
            socket.getOutputStream().write(request("/big.bin?first").getBytes(ISO_8859_1));
            socket.getOutputStream().write(second.substring(0, 2).getBytes(ISO_8859_1));
            InputStream in = socket.getInputStream();
            String head = head(in);
            assertThat(head).contains("Content-Length: " + BIG);
            assertThat(in.readNBytes(BIG)).isEqualTo(Files.readAllBytes(SITE.folder().root().resolve("big.bin")));
            socket.getOutputStream().write(second.substring(2, 4).getBytes(ISO_8859_1));
            socket.getOutputStream().write(second.substring(4).getBytes(ISO_8859_1));
            assertThat(new String(answerTo(socket, ""), ISO_8859_1)).contains("HTTP/1.1 200 OK\r\n");
            assertThat(SITE.recorder().finished(SITE.recorder().received("/letters.txt?second")).outcome())
                    .isEqualTo(Outcome.COMPLETE);
        }
    }

    @Test
    @DisplayName("one that closes TCP's sending side alone gets its answer, too")
    void answersAfterFin() throws Exception {
        try (Socket tcp = SITE.plain()) {
            SSLSocket socket = TlsUnderTest.handshake(tcp, TestAuthority.SHARED.trusting());
            socket.getOutputStream().write(request("/big.bin?fin").getBytes(ISO_8859_1));
            tcp.shutdownOutput();
            assertThat(content(socket.getInputStream().readAllBytes())).hasSize(BIG);
        }
    }
}
