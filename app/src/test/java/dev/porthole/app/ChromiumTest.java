package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.requests.LogRow;
import dev.porthole.server.event.Rule;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A real Chromium loads a site from the real window. The page itself reports what it did by asking for
 * {@code /report}, so that nothing has to be guessed from outside. Left out where no Chromium is installed.
 */
class ChromiumTest extends RealWindow {

    private static final int IMAGES = 200;
    private static final int STYLES = 20;
    private static final int SCRIPTS = 20;
    private static final byte[] PIXEL = {
        'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0,
        0, 2, 2, 0x44, 1, 0, 0x3b
    };

    private Optional<Chromium> chromium = Optional.empty();

    @BeforeEach
    void findChromium() {
        chromium = Chromium.installed();
        assumeTrue(chromium.isPresent(), "Chromium is not installed");
    }

    @Test
    void theTableShowsExactlyTheRequestsThatThePageMade() throws Exception {
        List<String> expected = writeSite();
        serve();
        try (Chromium.Browser _ = chromium.orElseThrow().open(URI.create(address()), profile())) {
            String report = awaitReport();
            List<String> seen = new ArrayList<>(targets().stream()
                    .filter(target -> !target.startsWith("/report") && !target.equals("/favicon.ico")).toList());
            assertThat(seen.getFirst()).isEqualTo("/");
            assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(report).isEqualTo("loaded " + SCRIPTS + " scripts, " + (expected.size() - 1) + " resources");
            assertThat(numbersAreInOrder()).isTrue();
            assertThat(onFx(() -> text("#requestsCount")))
                    .isEqualTo(Integer.toString(targets().size()));
        }
        Await.until("every connection of the killed browser is closed", () -> onFx(
                () -> text("#connectionsCount").equals("0")));
    }

    @Test
    void mediaCanBeSeeked() throws Exception {
        Files.write(root.resolve("long.wav"), silence(60));
        Files.writeString(root.resolve("index.html"), """
                <!doctype html><meta charset="utf-8"><title>Seek</title>
                <audio id="media" src="long.wav" preload="metadata" muted></audio>
                <script>
                media.onloadedmetadata = () => { media.currentTime = 45 }
                media.onseeked = () => fetch('/report?' + encodeURIComponent('at ' + media.currentTime))
                media.onerror = () => fetch('/report?' + encodeURIComponent('error ' + media.error.message))
                </script>
                """);
        serve();
        try (Chromium.Browser _ = chromium.orElseThrow().open(URI.create(address()), profile())) {
            assertThat(awaitReport()).isEqualTo("at 45");
            Await.until("an answer with the part that was seeked to", () -> onFx(() -> rows().stream()
                    .filter(LogRow::finished)
                    .filter(row -> row.exchange().request().target().equals("/long.wav"))
                    .map(row -> Objects.requireNonNull(row.exchange().response()).why())
                    .anyMatch(why -> why.rule() == Rule.RANGE && !why.detail().startsWith("bytes 0-"))));
        }
    }

    private Path profile() throws IOException {
        return Files.createDirectories(temp.resolve("profile"));
    }

    /** A page of some hundred parts, one of them missing; returns what a browser has to ask for. */
    private List<String> writeSite() throws IOException {
        Files.createDirectories(root.resolve("img"));
        StringBuilder page = new StringBuilder("<!doctype html><meta charset=\"utf-8\"><title>Site</title>\n");
        List<String> expected = new ArrayList<>(List.of("/", "/img/missing.gif", "/数据.json", "/page/"));
        for (int i = 0; i < STYLES; i++) {
            add(expected, "/style" + i + ".css", ("p.s" + i + " { color: #123 }").getBytes(StandardCharsets.UTF_8));
            page.append("<link rel=stylesheet href=style").append(i).append(".css>\n");
        }
        for (int i = 0; i < IMAGES; i++) {
            add(expected, "/img/" + i + ".gif", PIXEL);
            page.append("<img alt='' src=img/").append(i).append(".gif>\n");
        }
        for (int i = 0; i < SCRIPTS; i++) {
            add(expected, "/script" + i + ".js",
                    "window.scripts = (window.scripts || 0) + 1".getBytes(StandardCharsets.UTF_8));
            page.append("<script src=script").append(i).append(".js></script>\n");
        }
        Files.writeString(root.resolve("数据.json"), "{}");
        Files.createDirectories(root.resolve("page"));
        Files.writeString(root.resolve("page/index.html"), "<!doctype html><title>In a frame</title>");
        page.append("""
                <img alt='' src=img/missing.gif>
                <iframe src=page/></iframe>
                <script>
                window.onload = async () => {
                  await (await fetch('数据.json')).json()
                  await new Promise(done => setTimeout(done, 200))
                  const resources = performance.getEntriesByType('resource')
                      .filter(entry => !entry.name.endsWith('/favicon.ico')).length
                  fetch('/report?' + encodeURIComponent(`loaded ${window.scripts} scripts, ${resources} resources`))
                }
                </script>
                """);
        Files.writeString(root.resolve("index.html"), page);
        return expected;
    }

    private void add(List<String> expected, String target, byte[] content) throws IOException {
        Files.write(root.resolve(target.substring(1)), content);
        expected.add(target);
    }

    private String awaitReport() {
        Await.until("the page reports", () -> targets().stream().anyMatch(target -> target.startsWith("/report?")));
        return targets().stream().filter(target -> target.startsWith("/report?")).findFirst()
                .map(target -> target.substring("/report?".length())).orElseThrow();
    }

    /** What was asked for, in the order of the table, in readable form. */
    private List<String> targets() {
        return onFx(() -> rows().stream()
                .filter(LogRow::finished)
                .map(row -> URLDecoder.decode(row.exchange().request().target(), StandardCharsets.UTF_8))
                .toList());
    }

    private boolean numbersAreInOrder() {
        List<Long> numbers = onFx(
                () -> rows().stream().map(row -> row.exchange().number()).toList());
        return IntStream.range(0, numbers.size()).allMatch(i -> numbers.get(i) == i + 1);
    }

    /** A WAV file with nothing to hear, large enough that no browser fetches it whole to seek in it. */
    private static byte[] silence(int seconds) {
        int rate = 48_000;
        int bytes = seconds * rate * 4;
        ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 2).putInt(rate).putInt(rate * 4);
        wav.putShort((short) 4).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        return wav.array();
    }
}
