package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.http.HttpLimits;
import dev.porthole.server.reload.ReloadStatus;
import dev.porthole.server.tls.TlsSettings;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Live reload of a site that is spoken to over HTTPS, by a client that trusts the authority. */
class SecureWebSocketTest {

    private final Recorder recorder = new Recorder();
    private StaticServer server = new StaticServer(recorder);
    private final HttpClient client = HttpClient.newBuilder().sslContext(TestAuthority.SHARED.trusting()).build();
    private ServedFolder folder;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws Exception {
        folder = new ServedFolder();
        folder.file("page.html", "<p>page");
        begin();
    }

    private void begin() throws Exception {
        SiteSettings local = SiteSettings.local(folder.root(), 0);
        address = server.start(TransportUnderTest.on(new SiteSettings(
                local.root(), 0, local.address(), SiteOptions.DEFAULT.withLiveReload(true))
                .withTls(new TlsSettings(TestAuthority.SHARED::identity)))).address();
    }

    /** The same with pings as soon as a test needs them. */
    private void beginWithPings() throws Exception {
        server.close();
        server = new StaticServer(recorder, HttpLimits.DEFAULT.withPing(Duration.ofMillis(300)));
        begin();
    }

    @AfterEach
    void stop() throws Exception {
        client.shutdownNow();
        server.close();
        folder.close();
    }

    /** What was heard, in words. */
    private static final class Heard implements WebSocket.Listener {

        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final Semaphore pings = new Semaphore(0);

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            messages.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
            pings.release();
            socket.request(1);
            return null;
        }

        String next() throws InterruptedException {
            return String.valueOf(messages.poll(20, TimeUnit.SECONDS));
        }
    }

    private URI address(String scheme, String target) {
        return URI.create(scheme + "://localhost:" + address.getPort() + target);
    }

    private WebSocket open(String origin, Heard heard) throws Exception {
        return client.newWebSocketBuilder()
                .header("Origin", origin)
                .buildAsync(address("wss", "/.porthole/reload?age=0"), heard)
                .get(20, TimeUnit.SECONDS);
    }

    private String ownOrigin() {
        return "https://localhost:" + address.getPort();
    }

    private int pages() {
        return server.reload().map(ReloadStatus::pages).orElse(-1);
    }

    @Test
    void aPageOfHttp2HearsOfChangesOverTls() throws Exception {
        var page = client.send(HttpRequest.newBuilder(address("https", "/page.html"))
                .header("Sec-Fetch-Dest", "document").build(), BodyHandlers.ofString());
        assertThat(page.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(page.body()).contains("/.porthole/reload.js");
        Heard heard = new Heard();
        WebSocket socket = open(ownOrigin(), heard);
        assertThat(heard.next()).endsWith("\"paths\":[]}");
        Files.writeString(folder.path("page.html"), "<p>changed");
        assertThat(heard.next()).endsWith("\"paths\":[\"/page.html\"]}");
        assertThat(pages()).isEqualTo(1);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(20, TimeUnit.SECONDS);
        Await.until("pages that listen are 0", () -> pages() == 0);
    }

    @Test
    void aPageOfAnotherSiteDoesNotGetIn() {
        assertThatThrownBy(() -> open("https://elsewhere.example", new Heard()))
                .isInstanceOfSatisfying(ExecutionException.class, e -> assertThat(e.getCause())
                        .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode()).isEqualTo(403)));
        assertThat(pages()).isZero();
    }

    @Test
    void whoAnswersPingsStaysAndWhoDoesNotIsGone() throws Exception {
        beginWithPings();
        Heard heard = new Heard();
        WebSocket alive = open(ownOrigin(), heard);
        try (SSLSocket silent = handshake()) {
            Await.until("pages that listen are 2", () -> pages() == 2);
            int port = silent.getLocalPort();
            assertThat(heard.pings.tryAcquire(6, 20, TimeUnit.SECONDS)).isTrue();
            assertThat(recorder.endOf(port)).isEqualTo(CloseReason.IDLE_TIMEOUT);
            Await.until("pages that listen are 1", () -> pages() == 1);
        }
        alive.abort();
        Await.until("pages that listen are 0", () -> pages() == 0);
    }

    @Test
    void whoIsCutOffIsGone() throws Exception {
        Socket tcp = new Socket(address.getAddress(), address.getPort());
        SSLSocket silent = handshake(tcp);
        Await.until("pages that listen are 1", () -> pages() == 1);
        int port = silent.getLocalPort();
        // Beneath TLS, so that nothing is said before the end.
        tcp.setSoLinger(true, 0);
        tcp.close();
        assertThat(recorder.endOf(port)).isEqualTo(CloseReason.CLIENT_RESET);
        Await.until("pages that listen are 0", () -> pages() == 0);
    }

    private SSLSocket handshake() throws Exception {
        return handshake(new Socket(address.getAddress(), address.getPort()));
    }

    /** Switches to WebSocket, and answers nothing from then on. */
    private SSLSocket handshake(Socket tcp) throws Exception {
        tcp.setSoTimeout(20_000);
        SSLSocket socket = TlsUnderTest.handshake(tcp, TestAuthority.SHARED.trusting());
        OutputStream out = socket.getOutputStream();
        out.write(("GET /.porthole/reload HTTP/1.1\r\nHost: localhost:" + address.getPort()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        InputStream in = socket.getInputStream();
        assertThat(new String(in.readNBytes(12), StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 101");
        return socket;
    }
}
