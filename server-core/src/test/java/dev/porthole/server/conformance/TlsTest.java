package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.FieldReason;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import dev.porthole.server.http.HttpLimits;
import dev.porthole.server.tls.TlsIdentity;
import dev.porthole.server.tls.TlsSettings;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS on the port of the server, and plain HTTP beside it. */
class TlsTest {

    private static final int BIG = 3_000_017;

    private static final Duration USUAL = Duration.ofSeconds(15);
    private static final AtomicReference<TlsIdentity> IDENTITY =
            new AtomicReference<>(TestAuthority.SHARED.identity());

    @RegisterExtension
    static final TlsSite SITE = TlsSite.serving(folder -> {
        folder.letters();
        folder.file("sub/a b.txt", "inner");
        folder.noise("big.bin", BIG);
    }).with(HttpLimits.DEFAULT.withTimes(USUAL, Duration.ofSeconds(1), USUAL, USUAL, USUAL, Duration.ofSeconds(5)))
            .with(TestAuthority.SHARED, new TlsSettings(IDENTITY::get));

    private static String request(String target, String... lines) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost:" + SITE.address().getPort() + "\r\n"
                + String.join("", lines) + "\r\n";
    }

    private static byte[] exchange(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return socket.getInputStream().readAllBytes();
    }

    private static String close() {
        return "Connection: close\r\n";
    }

    private static CloseReason endOf(Socket socket) throws Exception {
        return SITE.recorder().endOf(socket.getLocalPort());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    @DisplayName("a file over TLS, byte for byte, with close_notify at the end")
    void sendsFiles(String version) throws Exception {
        try (SSLSocket socket = (SSLSocket) TestAuthority.SHARED.trusting().getSocketFactory()
                .createSocket(SITE.plain(), "localhost", SITE.address().getPort(), true)) {
            socket.setEnabledProtocols(new String[] {version});
            // Java reports an end without close_notify as an error.
            byte[] answer = exchange(socket, request("/big.bin", close()));
            String head = new String(answer, 0, 512, ISO_8859_1);
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            assertThat(head).startsWith("HTTP/1.1 200 OK");
            int body = head.indexOf("\r\n\r\n") + 4;
            assertThat(Arrays.copyOfRange(answer, body, answer.length))
                    .isEqualTo(Files.readAllBytes(SITE.folder().root().resolve("big.bin")));
            assertThat(endOf(socket)).isEqualTo(CloseReason.CLOSE_ASKED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    @DisplayName("versions that are no longer safe are refused")
    void refusesOldVersions(String version) throws Exception {
        try (Socket socket = SITE.plain()) {
            byte minor = (byte) (version.equals("TLSv1") ? 1 : 2);
            ByteBuffer hello = ByteBuffer.allocate(50).put(new byte[] {0x16, 3, 1, 0, 45, 1, 0, 0, 41, 3, minor});
            // After 32 random bytes: no session, one cipher suite, one way not to compress.
            hello.position(hello.position() + 32).put(new byte[] {0, 0, 2, (byte) 0xc0, 0x09, 1, 0});
            socket.getOutputStream().write(hello.array());
            byte[] alert = socket.getInputStream().readNBytes(7);
            assertThat(alert).as("a fatal alert").startsWith(0x15).endsWith(2, 70);
            assertThat(endOf(socket)).isEqualTo(CloseReason.TLS_FAILED);
        }
    }

    @Test
    @DisplayName("plain HTTP is sent on to the same address by https, and named as that")
    void redirectsPlainRequests() throws Exception {
        try (Socket socket = SITE.plain()) {
            String answer = new String(exchange(socket, request("/sub/a%20b.txt?q=1", close())), ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 307 ")
                    .contains("\r\nLocation: https://localhost:" + SITE.address().getPort() + "/sub/a%20b.txt?q=1\r\n")
                    .contains("\r\nCache-Control: no-cache\r\n");
            ResponseFinished response = SITE.recorder().await(
                    ResponseFinished.class, done -> done.why().rule() == Rule.HTTPS_REDIRECT);
            RequestReceived received = SITE.recorder().await(
                    RequestReceived.class, event -> event.number() == response.number());
            assertThat(FieldReason.of(received, response, "Location", "")).contains(FieldReason.HTTPS_INSTEAD);
            assertThat(FieldReason.of(received, response, "Cache-Control", ""))
                    .contains(FieldReason.ASK_FOR_REDIRECTION);
        }
    }

    @Test
    @DisplayName("plain HTTP gets nothing that TLS was asked for before")
    void answersNothingFromMemoryInPlain() throws Exception {
        for (int i = 0; i < 3; i++) {
            for (String target : new String[] {"/letters.txt", "/big.bin"}) {
                try (SSLSocket socket = SITE.secure()) {
                    exchange(socket, request(target, close()));
                }
                try (Socket socket = SITE.plain()) {
                    assertThat(new String(exchange(socket, request(target, close())), ISO_8859_1))
                            .startsWith("HTTP/1.1 307 ");
                }
            }
        }
    }

    @Test
    @DisplayName("a name that is not this server's is not redirected to")
    void redirectsToNoForeignHost() throws Exception {
        try (Socket socket = SITE.plain()) {
            String answer = new String(
                    exchange(socket, "GET / HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n"),
                    ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 403 ").doesNotContain("Location");
        }
    }

    @Test
    @DisplayName("a client that does not trust the certificate is told as that")
    void tellsWhoDoesNotTrust() throws Exception {
        try (Socket socket = SITE.plain()) {
            assertThatThrownBy(() -> TlsUnderTest.handshake(socket, new TestAuthority("CN=other").trusting()))
                    .isInstanceOf(SSLException.class);
            assertThat(endOf(socket)).isEqualTo(CloseReason.TLS_NOT_TRUSTED);
        }
    }

    @Test
    @DisplayName("a client that leaves during the handshake, or does not go on with it, is told as that")
    void tellsWhoLeaves() throws Exception {
        try (Socket left = SITE.plain(); Socket silent = SITE.plain()) {
            left.getOutputStream().write(new byte[] {0x16, 3, 1});
            silent.getOutputStream().write(new byte[] {0x16, 3, 1});
            left.shutdownOutput();
            assertThat(endOf(left)).isEqualTo(CloseReason.TLS_LEFT);
            assertThat(endOf(silent)).isEqualTo(CloseReason.TLS_TIMEOUT);
        }
    }

    @Test
    @DisplayName("broken bytes are told as that")
    void tellsWhatIsNotTls() throws Exception {
        try (Socket socket = SITE.plain()) {
            exchange(socket, "\u0016\u0003\u0001\u0000\u0004nope");
            assertThat(endOf(socket)).isEqualTo(CloseReason.TLS_FAILED);
        }
    }

    @Test
    @DisplayName("a new certificate takes effect with the next connection")
    void takesTheIdentityOfTheMoment() throws Exception {
        TlsIdentity next = TestAuthority.SHARED.identity();
        IDENTITY.set(next);
        try (SSLSocket socket = SITE.secure()) {
            assertThat(socket.getSession().getPeerCertificates()[0]).isEqualTo(next.chain().getFirst());
        }
    }
}
