package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionOpened;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that go on sending when their last answer has left the server and is still on its way. */
class LateBytesTest {

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.noise("20k.bin", 20_000);
        folder.noise("100k.bin", 100_000);
        folder.noise("200k.bin", 200_000);
    });

    @ParameterizedTest(name = "conn.close-honoured: bytes that come after {0} do not destroy it")
    @ValueSource(strings = {"/20k.bin", "/100k.bin", "/200k.bin"})
    void theLastAnswerIsStillReadWhole(String target) throws Exception {
        byte[] content = SITE.get(target).hasStatus(200).body();
        for (int i = 0; i < 10; i++) {
            try (RawClient client = RawClient.connect(SITE.address(), 4_096)) {
                ConnectionOpened opened = SITE.recorder().opened(client);
                client.send(SITE.request("GET", target, "Connection: close"));
                SITE.recorder().finished(opened);
                client.send("GET / HTTP/1.1\r\n");
                assertThat(client.read().hasStatus(200).body()).isEqualTo(content);
                client.expectEof();
                client.hangUp();
                assertThat(SITE.recorder().closed(opened).reason()).isEqualTo(CloseReason.CLOSE_ASKED);
            }
        }
    }
}
