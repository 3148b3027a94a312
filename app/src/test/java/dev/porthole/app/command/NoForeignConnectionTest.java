package dev.porthole.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nothing leaves the computer: the kernel's own record of whom the program talks to (strace). */
@EnabledOnOs(OS.LINUX)
class NoForeignConnectionTest {

    private static final Pattern PORT = Pattern.compile("(?m)^folder\\.0\\.port=(\\d+)$");
    private static final Pattern ADDRESS =
            Pattern.compile("inet_addr\\(\"([^\"]+)\"\\)|inet_pton\\(AF_INET6, \"([^\"]+)\"");

    @TempDir Path temp;
    private Path trace;
    private Path site;

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "strace is not installed");
        trace = temp.resolve("trace.txt");
        site = Files.createDirectory(temp.resolve("site"));
        Files.writeString(site.resolve("index.html"), "<h1>Ahoy</h1>");
    }

    @Test
    void servingTalksToNobodyElse() throws Exception {
        try (PortholeProcess porthole = PortholeProcess.startTraced(trace, "serve", site.toString(), "-p", "0")) {
            visit(porthole.servingAt());
            porthole.terminate();
            porthole.exitCode();
        }
        assertThat(foreignCalls()).isEmpty();
    }

    @Test
    void theWindowTalksToNobodyElse() throws Exception {
        Path settings = temp.resolve("settings");
        try (PortholeProcess porthole = PortholeProcess.startWindowTraced(trace, settings, temp, site.toString())) {
            Path file = settings.resolve("settings.properties");
            Await.until("the folder has a port", () -> Files.exists(file) && port(file).find());
            Matcher port = port(file);
            assertThat(port.find()).isTrue();
            URI address = URI.create("http://127.0.0.1:" + port.group(1) + "/");
            Await.until("it answers", () -> answers(address));
            porthole.terminate();
            porthole.exitCode();
        }
        assertThat(foreignCalls()).isEmpty();
    }

    /** Calls that name an address which is not this computer; the trace must have seen the visit to be believed. */
    private List<String> foreignCalls() throws IOException {
        List<String> lines = Files.readAllLines(trace);
        assertThat(lines).as("the trace shows that a connection was accepted")
                .anyMatch(line -> line.contains("accept4("));
        return lines.stream().filter(line -> !line.contains("accept4(")).filter(line -> {
            Matcher address = ADDRESS.matcher(line);
            return address.find() && !List.of("127.0.0.1", "0.0.0.0", "::1", "::", "::ffff:127.0.0.1")
                    .contains(address.group(1) == null ? address.group(2) : address.group(1));
        }).toList();
    }

    private static Matcher port(Path file) {
        try {
            return PORT.matcher(Files.readString(file));
        } catch (IOException beingReplaced) {
            return PORT.matcher("");
        }
    }

    private static boolean answers(URI address) {
        try {
            visit(address);
            return true;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void visit(URI address) throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            assertThat(browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body())
                    .isEqualTo("<h1>Ahoy</h1>");
        }
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            Process probe = new ProcessBuilder("strace", "-o", "/dev/null", "true").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return probe.waitFor(30, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
