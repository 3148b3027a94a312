package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionClosed;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.FieldReason;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import dev.porthole.server.http.HttpLimits;
import dev.porthole.server.reload.ReloadStatus;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The WebSocket of live reload, spoken byte by byte (RFC 6455). */
class WebSocketTest {

    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8a;
    private static final int MASKED = 0x80;

    private final Recorder recorder = new Recorder();
    private StaticServer server = new StaticServer(recorder);
    private ServedFolder folder;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws Exception {
        folder = new ServedFolder();
        folder.file("a.css", "p {}");
        begin();
    }

    private void begin() throws Exception {
        SiteSettings local = SiteSettings.local(folder.root(), 0);
        address = server.start(TransportUnderTest.on(new SiteSettings(
                local.root(), 0, local.address(), SiteOptions.DEFAULT.withLiveReload(true)))).address();
    }

    /** The same with pings as soon as a test needs them. */
    private void beginWithPings() throws Exception {
        server.close();
        server = new StaticServer(recorder, HttpLimits.DEFAULT.withPing(Duration.ofMillis(300)));
        begin();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        folder.close();
    }

    /** One frame. */
    private record Frame(int first, byte[] payload) {

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int status() {
            return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        }
    }

    /** A client that speaks only what it is told to. */
    private final class Client implements AutoCloseable {

        private final Socket socket = new Socket(address.getAddress(), address.getPort());
        private final DataInputStream in = new DataInputStream(socket.getInputStream());
        private final OutputStream out = socket.getOutputStream();

        Client() throws IOException {
            socket.setSoTimeout(20_000);
        }

        String ask(String query, String... lines) throws IOException {
            StringBuilder request = new StringBuilder("GET /.porthole/reload" + query + " HTTP/1.1\r\nHost: " + host()
                    + "\r\n");
            for (String line : lines) {
                request.append(line).append("\r\n");
            }
            out.write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            return head.toString();
        }

        Client open(String query) throws IOException {
            assertThat(ask(query, opening("Origin: http://" + host()))).startsWith("HTTP/1.1 101 ");
            return this;
        }

        /** The next frame that is no ping; pings are answered. */
        Frame read() throws IOException {
            Frame frame = readAny();
            while (frame.first() == PING) {
                send(PONG, frame.payload());
                frame = readAny();
            }
            return frame;
        }

        Frame readAny() throws IOException {
            int first = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            assertThat(length & MASKED).as("a server does not mask").isZero();
            if (length == 126) {
                length = in.readUnsignedShort();
            }
            return new Frame(first, in.readNBytes(length));
        }

        void send(int first, byte[] payload) throws IOException {
            byte[] mask = {1, 2, 3, 4};
            byte[] masked = new byte[payload.length];
            for (int i = 0; i < payload.length; i++) {
                masked[i] = (byte) (payload[i] ^ mask[i % 4]);
            }
            out.write(new byte[] {(byte) first, (byte) (MASKED | payload.length)});
            out.write(mask);
            out.write(masked);
        }

        void expectEnd() throws IOException {
            try {
                assertThat(in.read()).isEqualTo(-1);
            } catch (EOFException end) {
                assertThat(end).isNotNull();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private String host() {
        return "localhost:" + address.getPort();
    }

    private static String[] opening(String... more) {
        String[] lines = {"Connection: keep-alive, Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="};
        String[] all = Arrays.copyOf(lines, lines.length + more.length);
        System.arraycopy(more, 0, all, lines.length, more.length);
        return all;
    }

    private int pages() {
        return server.reload().map(ReloadStatus::pages).orElse(-1);
    }

    @Test
    void theKeyOfTheSpecificationIsAnsweredAsThere() throws Exception {
        try (Client client = new Client()) {
            String head = client.ask("", opening("Origin: http://" + host()));
            assertThat(head).startsWith("HTTP/1.1 101 Switching Protocols\r\n")
                    .contains("\r\nUpgrade: websocket\r\n", "\r\nConnection: Upgrade\r\n",
                            "\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                    .doesNotContain("Content-Length");
            ResponseFinished answer = recorder.await(ResponseFinished.class, event -> event.status() == 101);
            assertThat(answer.why().rule()).isEqualTo(Rule.WEBSOCKET);
            RequestReceived request = recorder.await(
                    RequestReceived.class, event -> event.number() == answer.number());
            assertThat(FieldReason.of(request, answer, "Sec-WebSocket-Accept", "x"))
                    .contains(FieldReason.WEBSOCKET_ACCEPTED);
            assertThat(client.read().text()).matches("\\{\"run\":\"[0-9a-f]+\",\"number\":0,\"paths\":\\[\\]}");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Origin: http://elsewhere.example | 403", "Origin: http://localhost:1 | 403", "Origin: null | 403",
        "Sec-WebSocket-Key: second | 400", "Sec-WebSocket-Version: 8 | 426"})
    void nobodyElseGetsIn(String line, int status) throws Exception {
        try (Client client = new Client()) {
            assertThat(client.ask("", opening(line))).startsWith("HTTP/1.1 " + status + " ");
        }
        try (Client client = new Client()) {
            assertThat(client.ask("")).startsWith("HTTP/1.1 426 ").contains("\r\nSec-WebSocket-Version: 13\r\n");
        }
        assertThat(pages()).isZero();
    }

    @Test
    void aChangeIsToldAndWhoComesBackHearsWhatWasMissed() throws Exception {
        String run;
        try (Client client = new Client().open("?age=0")) {
            run = client.read().text().replaceAll(".*\"run\":\"([0-9a-f]+)\".*", "$1");
            Files.writeString(folder.path("a.css"), "p { color: red }");
            assertThat(client.read().text()).isEqualTo("{\"run\":\"" + run + "\",\"number\":1,\"paths\":[\"/a.css\"]}");
        }
        Await.until("pages that listen are 0", () -> pages() == 0);
        try (Client client = new Client().open("?run=" + run + "&number=0")) {
            assertThat(client.read().text()).endsWith("\"number\":1,\"paths\":[]}");
            assertThat(client.read().text()).endsWith("\"number\":1,\"paths\":[\"/a.css\"]}");
        }
        try (Client client = new Client().open("?run=another&number=7")) {
            assertThat(client.read().text()).endsWith("\"paths\":[]}");
            assertThat(client.read().text()).endsWith("\"paths\":null}");
        }
        try (Client client = new Client().open("?run=" + run + "&number=1")) {
            assertThat(client.read().text()).endsWith("\"paths\":[]}");
            client.send(PING, "still there".getBytes(StandardCharsets.UTF_8));
            Frame pong = client.read();
            assertThat(pong.first()).isEqualTo(PONG);
            assertThat(pong.text()).isEqualTo("still there");
        }
    }

    @Test
    void pagesAreCountedAndFramesAreNot() throws Exception {
        try (Client one = new Client().open(""); Client two = new Client().open("?age=5&frame=1")) {
            one.read();
            two.read();
            Await.until("pages that listen are 1", () -> pages() == 1);
        }
        Await.until("pages that listen are 0", () -> pages() == 0);
    }

    @Test
    void whoAnswersNoPingIsGone() throws Exception {
        beginWithPings();
        try (Client _ = new Client().open("")) {
            ConnectionOpened opened = recorder.await(ConnectionOpened.class, event -> true);
            try (Client alive = new Client().open("")) {
                Await.until("pages that listen are 2", () -> pages() == 2);
                for (int answered = 0; answered < 6 || pages() != 1;) {
                    Frame frame = alive.readAny();
                    if (frame.first() == PING) {
                        alive.send(PONG, frame.payload());
                        answered++;
                    }
                }
                assertThat(recorder.closed(opened).reason()).isEqualTo(CloseReason.IDLE_TIMEOUT);
            }
        }
    }

    @Test
    void whoIsCutOffIsGone() throws Exception {
        ConnectionOpened opened;
        try (Client client = new Client().open("")) {
            client.read();
            opened = recorder.await(ConnectionOpened.class, event -> true);
            assertThat(pages()).isEqualTo(1);
            client.socket.setSoLinger(true, 0);
        }
        assertThat(recorder.closed(opened).reason()).isEqualTo(CloseReason.CLIENT_RESET);
        Await.until("pages that listen are 0", () -> pages() == 0);
    }

    @Test
    void whoClosesGetsTheCloseAnswered() throws Exception {
        try (Client client = new Client().open("")) {
            client.read();
            ConnectionOpened opened = recorder.await(ConnectionOpened.class, event -> true);
            client.send(CLOSE, new byte[] {3, (byte) 0xe8});
            assertThat(client.read().status()).isEqualTo(1000);
            client.expectEnd();
            assertThat(recorder.closed(opened).reason()).isEqualTo(CloseReason.CLIENT_CLOSED);
        }
    }

    @Test
    void whatBreaksTheRulesIsCutOff() throws Exception {
        for (byte[] frame : new byte[][] {
            // Not masked; too long; a reserved bit.
            {(byte) TEXT, 1, 'x'}, {(byte) TEXT, (byte) 0xfe, 0x7f, (byte) 0xff, 0, 0, 0, 0},
            {(byte) (TEXT | 0x40), (byte) 0x80, 0, 0, 0, 0}}) {
            try (Client client = new Client().open("")) {
                client.read();
                client.out.write(frame);
                assertThat(client.read().first()).isEqualTo(CLOSE);
                client.expectEnd();
            }
        }
        Await.until("pages that listen are 0", () -> pages() == 0);
        Await.until("the end of each is told", () -> recorder.all(ConnectionClosed.class).stream()
                .filter(closed -> closed.reason() == CloseReason.PROTOCOL_ERROR).count() == 3);
    }

    @Test
    void aServerThatStopsSaysSo() throws Exception {
        try (Client client = new Client().open("")) {
            client.read();
            ConnectionOpened opened = recorder.await(ConnectionOpened.class, event -> true);
            server.stop(Duration.ofSeconds(5));
            assertThat(client.read().status()).isEqualTo(1001);
            client.expectEnd();
            assertThat(recorder.closed(opened).reason()).isEqualTo(CloseReason.SERVER_STOPPED);
        }
    }
}
