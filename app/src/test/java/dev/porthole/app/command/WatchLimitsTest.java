package dev.porthole.app.command;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.server.files.FolderWatch.Limit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who serves a folder that the system cannot watch as a whole is told so, once. */
@Timeout(value = 2, unit = MINUTES)
class WatchLimitsTest {

    @TempDir
    private Path folder;

    private Limit reload = Limit.NONE;
    private Limit memory = Limit.NONE;
    private final List<String> said = new ArrayList<>();
    private final WatchLimits limits = new WatchLimits(() -> reload, () -> memory, said::add);

    @BeforeEach
    void makeSite() throws IOException {
        Files.writeString(folder.resolve("index.html"), "<h1>Ahoy</h1>");
        for (int i = 0; i < 5; i++) {
            Files.createDirectory(folder.resolve("folder" + i));
        }
    }

    @Test
    void eachLimitIsToldOnce() {
        limits.look();
        assertThat(said).isEmpty();
        memory = Limit.DIRECTORIES;
        limits.look();
        limits.look();
        assertThat(said).containsExactly(Messages.text("serve.memory-limit.DIRECTORIES"));
        memory = Limit.NONE;
        limits.look();
        memory = Limit.DIRECTORIES;
        limits.look();
        assertThat(said).hasSize(1);
    }

    @Test
    void whoIsToldOfLiveReloadIsNotToldOfTheSameForMemory() {
        reload = Limit.NO_WATCH;
        memory = Limit.NO_WATCH;
        limits.look();
        limits.look();
        assertThat(said).containsExactly(Messages.text("serve.reload-limit.NO_WATCH"));
    }

    @Test
    void liveReloadWithoutEnoughWatchesSaysSo() throws Exception {
        assumeTrue(PortholeProcess.canBeLimited(), "no user namespaces here");
        try (PortholeProcess porthole = PortholeProcess.startLimited(
                "max_inotify_watches", 3, Locale.US, "serve", folder.toString(), "-p0", "--reload")) {
            porthole.servingAt();
            assertThat(porthole.errorLine())
                    .startsWith("porthole: Live reload does not notice every change")
                    .contains("fs.inotify.max_user_watches");
        }
    }

    @Test
    void filesThatCannotBeRememberedAreToldOfOnceTheyAreAskedFor() throws Exception {
        assumeTrue(PortholeProcess.canBeLimited(), "no user namespaces here");
        try (PortholeProcess porthole = PortholeProcess.startLimited(
                "max_inotify_watches", 1, Locale.CHINA, "serve", folder.toString(), "-p0")) {
            URI site = porthole.servingAt();
            for (int i = 0; i < 3; i++) {
                assertThat(get(site)).isEqualTo("<h1>Ahoy</h1>");
            }
            assertThat(porthole.errorLine()).startsWith("porthole: 部分小文件").contains("fs.inotify.max_user_watches");
            porthole.terminate();
            assertThat(porthole.exitCode()).isZero();
            assertThat(porthole.remainingErrorLines()).isEmpty();
        }
    }

    @Test
    void noWatchAtAllIsToldOf() throws Exception {
        assumeTrue(PortholeProcess.canBeLimited(), "no user namespaces here");
        try (PortholeProcess porthole = PortholeProcess.startLimited(
                "max_inotify_instances", 0, Locale.US, "serve", folder.toString(), "-p0")) {
            assertThat(get(porthole.servingAt())).isEqualTo("<h1>Ahoy</h1>");
            assertThat(porthole.errorLine()).contains("fs.inotify.max_user_instances");
        }
    }

    private static String get(URI address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
