package dev.porthole.app.inspector.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A request that is sent over a plain socket, to a server that answers whatever a test wants. */
class RawRequestTest {

    private static final byte[] REQUEST = "GET \u0007 odd\r\nno colon\r\n\r\n".getBytes(ISO_8859_1);

    private static RawAnswer answeredWith(byte[] request, String answer, boolean close, Duration patience)
            throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> {
                try {
                    Socket socket = server.accept();
                    byte[] bytes = socket.getInputStream().readNBytes(request.length);
                    socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
                    if (close) {
                        socket.close();
                    }
                    return bytes;
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            RawAnswer result = new RawRequest(request, patience).send(
                    (InetSocketAddress) server.getLocalSocketAddress(), port -> assertThat(port).isPositive());
            assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo(request);
            return result;
        }
    }

    private static RawAnswer answeredWith(String answer, boolean close) throws Exception {
        return answeredWith(REQUEST, answer, close, Duration.ofSeconds(10));
    }

    @Test
    void exactlyTheBytesGoOutAndTheAnswerEndsWithItsLength() throws Exception {
        String interim = "HTTP/1.1 100 Continue\r\n\r\n";
        RawAnswer answer = answeredWith(interim + "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello", false);
        assertThat(answer.end()).isEqualTo(RawAnswer.End.COMPLETE);
        assertThat(answer.head()).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\n");
        assertThat(new String(answer.body(), ISO_8859_1)).isEqualTo("hello");
        assertThat(answer.bodyBytes()).isEqualTo(5);
        assertThat(answer.firstByteNanos()).isBetween(0L, answer.totalNanos());
    }

    @Test
    void anAnswerToHeadAndANotModifiedHaveNoBody() throws Exception {
        byte[] head = "HEAD / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1);
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n";
        assertThat(answeredWith(head, answer, false, Duration.ofSeconds(10)).end()).isEqualTo(RawAnswer.End.COMPLETE);
        assertThat(answeredWith("HTTP/1.1 304 Not Modified\r\n\r\n", false).end()).isEqualTo(RawAnswer.End.COMPLETE);
    }

    @Test
    void ofALargeBodyTheBeginningIsKeptAndAllIsCounted() throws Exception {
        int size = 3 * RawRequest.MOST_KEPT;
        RawAnswer answer = answeredWith("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(size), true);
        assertThat(answer.end()).isEqualTo(RawAnswer.End.CLOSED);
        assertThat(answer.body()).hasSize(RawRequest.MOST_KEPT);
        assertThat(answer.bodyBytes()).isEqualTo(size);
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedForForEver() throws Exception {
        assertThat(answeredWith(REQUEST, "", false, Duration.ofMillis(50)).end()).isEqualTo(RawAnswer.End.TIMED_OUT);
    }

    @Test
    void itCanBeCancelled() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RawRequest request = new RawRequest(REQUEST, Duration.ofSeconds(30));
            CompletableFuture<RawAnswer> answer = CompletableFuture.supplyAsync(() ->
                    request.send((InetSocketAddress) server.getLocalSocketAddress(), port -> { }));
            try (Socket socket = server.accept()) {
                assertThat(socket.getInputStream().readNBytes(REQUEST.length)).isEqualTo(REQUEST);
                request.cancel();
                assertThat(answer.get(10, TimeUnit.SECONDS).end()).isEqualTo(RawAnswer.End.CANCELLED);
            }
        }
    }

    @Test
    void anEditedHeadIsSentLineByLineInItsOwnCharset() {
        String utf8 = new String("GET / HTTP/1.1\r\nX: ë\r\n\r\n".getBytes(UTF_8), ISO_8859_1);
        EditedHead head = EditedHead.of(utf8);
        assertThat(head.text()).isEqualTo("GET / HTTP/1.1\nX: ë");
        assertThat(head.bytes()).isEqualTo(utf8.getBytes(ISO_8859_1));
        EditedHead latin = EditedHead.of("GET / HTTP/1.1\r\nX: ë\r\n\r\n");
        assertThat(latin.withText("A\nX: ëé").bytes()).isEqualTo("A\r\nX: ëé\r\n\r\n".getBytes(ISO_8859_1));
    }
}
