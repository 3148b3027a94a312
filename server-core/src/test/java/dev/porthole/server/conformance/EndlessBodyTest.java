package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.ConnectionOpened;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Request bodies that never end, each in its own way. */
class EndlessBodyTest {

    private static final int FAR_TOO_MUCH = 4 << 20;
    private static final int PIECE = 8_192;

    @RegisterExtension
    static final Site SITE = Site.serving(ServedFolder::letters);

    @ParameterizedTest(name = "rob.endless-body: {0}")
    @CsvSource({
        "chunks, '', 1~x~",
        "one chunk, FFFFFFFF~, x",
        "chunk size, '', 0",
        "chunk extension, 5;a=, b",
        "chunk extensions, '', 1;a=b~x~",
        "trailer line, 0~X-A: , a",
        "trailer name, 0~, a",
        "trailer lines, 0~, X-A: 1~"})
    void aBodyWithoutEndIsCutOff(String id, String begin, String more) throws Exception {
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/letters.txt", "Transfer-Encoding: chunked") + lines(begin));
            byte[] flood = lines(more).repeat(PIECE / lines(more).length()).getBytes(ISO_8859_1);
            int sent = 0;
            while (sent < FAR_TOO_MUCH && client.listen(1) == 0 && client.offer(flood)) {
                sent += flood.length;
            }
            assertThat(sent).as("bytes taken").isLessThan(FAR_TOO_MUCH);
            assertThat(SITE.recorder().finished(opened).status()).isIn(400, 413, 431);
        }
        SITE.get("/letters.txt").hasStatus(200);
    }

    private static String lines(String text) {
        return text.replace("~", "\r\n");
    }
}
