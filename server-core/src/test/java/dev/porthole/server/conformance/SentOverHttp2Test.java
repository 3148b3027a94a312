package dev.porthole.server.conformance;

import static dev.porthole.server.conformance.FrameClient.DATA;
import static dev.porthole.server.conformance.FrameClient.HEADERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.conformance.FrameClient.Frame;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is told of the bytes sent over HTTP/2 is what the client counts in frames. */
class SentOverHttp2Test {

    private static final int FRAME_HEADER = 9;
    private static final int INITIAL_WINDOW_SIZE = 4;

    @RegisterExtension
    static final TlsSite SITE = TlsSite.serving(folder -> {
        folder.letters();
        folder.noise("big.bin", 300_017);
    });

    private static long told(String target) throws Exception {
        return SITE.recorder().finished(SITE.recorder().received(target)).sentBytes();
    }

    @Test
    @DisplayName("two answers interleaved: each one's head as compressed, and the headers of its frames")
    void countsEveryByteOfEachAnswer() throws Exception {
        try (FrameClient client = SITE.frames(INITIAL_WINDOW_SIZE, 1 << 20)) {
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
        try (FrameClient client = SITE.frames()) {
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
