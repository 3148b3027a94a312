package dev.porthole.server.conformance;

import static dev.porthole.server.conformance.FrameClient.DATA;
import static dev.porthole.server.conformance.FrameClient.HEADERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.conformance.FrameClient.Frame;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.tls.TlsIdentity;
import dev.porthole.server.tls.TlsSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is told of the bytes sent over HTTP/2 is what the client counts in frames. */
class SentOverHttp2Test {

    private static final int FRAME_HEADER = 9;
    private static final int INITIAL_WINDOW_SIZE = 4;

    private static final Recorder RECORDER = new Recorder();
    private static final TlsIdentity IDENTITY = TestAuthority.SHARED.identity();

    private static ServedFolder folder;
    private static StaticServer server;
    private static InetSocketAddress address;

    @BeforeAll
    static void start() throws Exception {
        folder = new ServedFolder();
        folder.letters();
        folder.noise("big.bin", 300_017);
        server = new StaticServer(RECORDER);
        address = server.start(TransportUnderTest.on(
                SiteSettings.local(folder.root(), 0).withTls(new TlsSettings(() -> IDENTITY)))).address();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop(Duration.ZERO).get(10, TimeUnit.SECONDS);
        folder.close();
    }

    private static long told(String target) throws Exception {
        long number = RECORDER.await(RequestReceived.class, event -> event.target().equals(target)).number();
        return RECORDER.await(ResponseFinished.class, event -> event.number() == number).sentBytes();
    }

    @Test
    @DisplayName("two answers interleaved: each one's head as compressed, and the headers of its frames")
    void countsEveryByteOfEachAnswer() throws Exception {
        try (FrameClient client = FrameClient.connect(address, INITIAL_WINDOW_SIZE, 1 << 20)) {
            client.send(FrameClient.WINDOW_UPDATE, 0, 0, FrameClient.number(1 << 20));
            client.request(1, client.get("/big.bin?one")).request(3, client.get("/big.bin?two"));
            Map<Integer, Long> received = new HashMap<>();
            int ended = 0;
            while (ended < 2) {
                Frame frame = Objects.requireNonNull(client.next());
                if (frame.type() == HEADERS || frame.type() == DATA) {
                    received.merge(frame.stream(), (long) FRAME_HEADER + frame.payload().length, Long::sum);
                    ended += frame.endsStream() ? 1 : 0;
                }
            }
            assertThat(told("/big.bin?one")).isEqualTo(received.get(1)).isGreaterThan(300_017);
            assertThat(told("/big.bin?two")).isEqualTo(received.get(3)).isGreaterThan(300_017);
        }
    }

    @Test
    @DisplayName("an answer that is a head alone is not nothing, and a head that came before is smaller")
    void countsHeadsAlone() throws Exception {
        try (FrameClient client = FrameClient.connect(address)) {
            long first = headers(client.request(1, client.get("/letters.txt?first", "if-none-match", "*")), 1);
            long again = headers(client.request(3, client.get("/letters.txt?again", "if-none-match", "*")), 3);
            assertThat(told("/letters.txt?first")).isEqualTo(first);
            assertThat(told("/letters.txt?again")).isEqualTo(again).isPositive().isLessThan(first);
        }
    }

    private static long headers(FrameClient client, int stream) throws Exception {
        Frame frame = client.await(HEADERS);
        assertThat(frame.stream()).isEqualTo(stream);
        assertThat(frame.endsStream()).isTrue();
        return (long) FRAME_HEADER + frame.payload().length;
    }
}
