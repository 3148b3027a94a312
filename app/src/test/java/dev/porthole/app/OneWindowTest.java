package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.command.PortholeProcess;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: the first shows the window, and what others are started with ends up in it. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class OneWindowTest {

    @TempDir Path temp;
    private Path settings;
    private Path runtime;

    @BeforeEach
    void prepare() throws IOException {
        settings = temp.resolve("settings");
        runtime = Files.createDirectory(temp.resolve("run"));
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aSecondStartHandsItsFolderOverAndEnds() throws Exception {
        Path first = folder("first", "first page");
        Path second = folder("zweite Seite — 第二", "second page");
        try (var _ = PortholeProcess.startWindow(settings, runtime, first.toString())) {
            awaitPage(first, "first page");
            try (PortholeProcess later = PortholeProcess.startWindow(settings, runtime, second.toString())) {
                assertThat(later.exitCode()).isZero();
            }
            awaitPage(second, "second page");
            awaitPage(first, "first page");
            try (PortholeProcess bare = PortholeProcess.startWindow(settings, runtime)) {
                assertThat(bare.exitCode()).isZero();
            }
        }
        // Killed, so the socket is still there; the next one is the first again.
        Path third = folder("third", "third page");
        try (var _ = PortholeProcess.startWindow(settings, runtime, third.toString())) {
            awaitPage(third, "third page");
        }
    }

    @Test
    void otherSettingsAreAnotherWindow() throws Exception {
        Path folder = folder("site", "one page");
        Path others = temp.resolve("other settings");
        try (var _ = PortholeProcess.startWindow(settings, runtime, folder.toString())) {
            awaitPage(folder, "one page");
            Path other = folder("other", "other page");
            try (var _ = PortholeProcess.startWindow(others, runtime, other.toString())) {
                settings = others;
                awaitPage(other, "other page");
            }
        }
    }

    private Path folder(String name, String page) throws IOException {
        Path folder = Files.createDirectory(temp.resolve(name));
        Files.writeString(folder.resolve("index.html"), page);
        return folder;
    }

    /** Asks the port that the settings name for a folder. */
    private void awaitPage(Path folder, String page) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            Await.until(folder + " is served", () -> {
                int port = portOf(folder);
                return port > 0 && answer(client, port).equals(page);
            });
        }
    }

    private int portOf(Path folder) throws IOException {
        Path file = settings.resolve("settings.properties");
        Properties found = new Properties();
        if (Files.exists(file)) {
            found.load(new StringReader(Files.readString(file)));
        }
        for (String key : found.stringPropertyNames()) {
            if (key.endsWith(".path") && found.getProperty(key).equals(folder.toString())) {
                return Integer.parseInt(found.getProperty(key.replace(".path", ".port")));
            }
        }
        return 0;
    }

    private static String answer(HttpClient client, int port) throws InterruptedException {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + "/");
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        }
    }
}
