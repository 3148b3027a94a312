package dev.porthole.app.bench;

import dev.porthole.app.Chromium;
import dev.porthole.server.ServerState;
import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.EventSink;
import dev.porthole.server.event.RequestReceived;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes from the save of a file until a real Chromium shows what was saved: a page looks at itself once a
 * frame, and tells the server by a request what it sees. {@code ./mvnw -q -Pwindow-bench -Dbench=ReloadBench
 * test-compile exec:exec@run}.
 */
public final class ReloadBench {

    private static final int ROUNDS = 40;
    private static final int WARM_UP = 5;
    private static final long BETWEEN_MILLIS = 300;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String PAGE = "<!doctype html><link rel=stylesheet href=style.css>"
            + "<p id=p style='height:%dpx'>text<script>let last = '';\n"
            + "(function look() {\n"
            + "  const style = getComputedStyle(p), now = style.width + '-' + style.height;\n"
            + "  if (now !== last) { last = now; fetch('/seen-' + now); }\n"
            + "  requestAnimationFrame(look);\n"
            + "})()</script>";

    private final Map<String, CompletableFuture<Long>> seen = new ConcurrentHashMap<>();

    private ReloadBench() {}

    /** Measures a style sheet, which is exchanged, and a page, which is reloaded. */
    public static void main(String[] arguments) throws Exception {
        new ReloadBench().run();
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("porthole-reload");
        Path site = Files.createDirectory(folder.resolve("site"));
        EventSink sink = event -> {
            if (event instanceof RequestReceived request) {
                moment(request.target()).complete(System.nanoTime());
            }
        };
        save(site.resolve("style.css"), style(1));
        save(site.resolve("index.html"), PAGE.formatted(1));
        try (StaticServer server = new StaticServer(sink)) {
            ServerState.Running running = server.start(new SiteSettings(
                    site, 0, InetAddress.ofLiteral("127.0.0.1"), SiteOptions.DEFAULT.withLiveReload(true)));
            URI page = URI.create("http://localhost:" + running.address().getPort() + "/");
            Chromium chromium = Chromium.installed().orElseThrow();
            Chromium.Browser browser = chromium.open(page, Files.createDirectory(folder.resolve("profile")));
            try {
                moment("/seen-1px-1px").get(1, TimeUnit.MINUTES);
                int width = 1;
                long[] sheets = new long[ROUNDS];
                for (int i = -WARM_UP; i < ROUNDS; i++) {
                    width++;
                    long took = took(site.resolve("style.css"), style(width), "/seen-" + width + "px-1px");
                    sheets[Math.max(i, 0)] = took;
                }
                tell("style sheet, exchanged", sheets);
                long[] pages = new long[ROUNDS];
                int height = 1;
                for (int i = -WARM_UP; i < ROUNDS; i++) {
                    height++;
                    long took = took(site.resolve("index.html"), PAGE.formatted(height),
                            "/seen-" + width + "px-" + height + "px");
                    pages[Math.max(i, 0)] = took;
                }
                tell("page, reloaded", pages);
            } finally {
                browser.close();
            }
        }
    }

    /** Nanoseconds from the save until the page has told that it shows what was saved. */
    private long took(Path file, String content, String request) throws Exception {
        Thread.sleep(BETWEEN_MILLIS);
        long before = System.nanoTime();
        save(file, content);
        return moment(request).get(1, TimeUnit.MINUTES) - before;
    }

    private CompletableFuture<Long> moment(String request) {
        return seen.computeIfAbsent(request, key -> new CompletableFuture<>());
    }

    private static String style(int width) {
        return "p { width: " + width + "px }";
    }

    private static void save(Path file, String content) throws IOException {
        Files.writeString(file, content);
    }

    private static void tell(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "%-24s median %6.1f ms, quartiles %6.1f to %6.1f, longest %6.1f (%d saves)%n",
                what, nanos[nanos.length / 2] / NANOS_PER_MILLI, nanos[nanos.length / 4] / NANOS_PER_MILLI,
                nanos[nanos.length * 3 / 4] / NANOS_PER_MILLI, nanos[nanos.length - 1] / NANOS_PER_MILLI, nanos.length);
    }
}
