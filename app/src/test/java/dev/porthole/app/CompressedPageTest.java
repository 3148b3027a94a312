package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.server.ServerState;
import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.coding.ContentCoding;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.http.HostingRules;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Chromium loads a page whose parts are compressed, and the WebAssembly of a game that was built so. The page
 * reports by asking for {@code /report}. Left out where no Chromium is installed.
 */
class CompressedPageTest {

    private static final String REPORT = "/report?";
    private static final byte[] EMPTY_MODULE = {0, 'a', 's', 'm', 1, 0, 0, 0};

    @TempDir Path temp;

    private final List<String> reports = new CopyOnWriteArrayList<>();

    @Test
    void everyCodingIsReadAndAGameStarts() throws Exception {
        Optional<Chromium> chromium = Chromium.installed();
        assumeTrue(chromium.isPresent(), "Chromium is not installed");
        Path root = Files.createDirectories(temp.resolve("site"));
        writeSite(root);
        SiteSettings local = SiteSettings.local(root, 0);
        SiteOptions options =
                SiteOptions.DEFAULT.withCompress(true).withRules(HostingRules.NONE.withEncodedFiles(true));
        try (StaticServer server = new StaticServer(event -> {
            if (event instanceof RequestReceived received && received.target().startsWith(REPORT)) {
                reports.add(received.target().substring(REPORT.length()));
            }
        })) {
            ServerState.Running running = server.start(
                    new SiteSettings(local.root(), local.port(), local.address(), options));
            URI page = URI.create("http://localhost:" + running.address().getPort() + "/");
            try (Chromium.Browser _ = chromium.orElseThrow().open(page, Files.createDirectory(temp.resolve("p")))) {
                Await.until("the page reports", () -> !reports.isEmpty());
            }
        }
        assertThat(URLDecoder.decode(reports.getFirst(), StandardCharsets.UTF_8)).isEqualTo(
                "made.js smaller, brotli.js smaller, style.css smaller, zstandard.js smaller,"
                        + " scripts 3, color rgb(1, 2, 3), module true");
    }

    private static void writeSite(Path root) throws Exception {
        String script = "window.scripts = (window.scripts || 0) + 1;" + " ".repeat(5_000);
        Files.writeString(root.resolve("made.js"), script);
        for (ContentCoding coding : List.of(ContentCoding.BROTLI, ContentCoding.ZSTANDARD)) {
            String name = coding == ContentCoding.BROTLI ? "brotli.js" : "zstandard.js";
            Files.writeString(root.resolve(name), script);
            Files.write(root.resolve(name + coding.fileEnding()),
                    coding.encoder().orElseThrow().encode(script.getBytes(StandardCharsets.UTF_8)));
        }
        Files.writeString(root.resolve("style.css"), "p { color: rgb(1, 2, 3) }" + " ".repeat(5_000));
        Files.write(root.resolve("game.wasm.br"), ContentCoding.BROTLI.encoder().orElseThrow().encode(EMPTY_MODULE));
        Files.writeString(root.resolve("index.html"), """
                <!doctype html><meta charset="utf-8"><title>Compressed</title>
                <link rel=stylesheet href=style.css><p>text
                <script src=made.js></script><script src=brotli.js></script><script src=zstandard.js></script>
                <script>
                window.onload = async () => {
                  let said
                  try {
                    const game = await WebAssembly.instantiateStreaming(fetch('game.wasm.br'))
                    const parts = performance.getEntriesByType('resource')
                        .filter(part => /(js|css)$/.test(part.name))
                        .map(part => part.name.replace(/.*\\//, '')
                            + (part.encodedBodySize < part.decodedBodySize ? ' smaller' : ' as it is'))
                        .sort((one, other) => one.length - other.length || (one < other ? -1 : 1))
                    said = parts.join(', ') + ', scripts ' + window.scripts + ', color '
                        + getComputedStyle(document.querySelector('p')).color
                        + ', module ' + (game.module instanceof WebAssembly.Module)
                  } catch (e) {
                    said = String(e)
                  }
                  fetch('/report?' + encodeURIComponent(said))
                }
                </script>
                """);
    }
}
