package dev.porthole.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.Await;
import dev.porthole.app.updates.ReleaseServer;
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
    /** An address for examples (RFC 5737), where nobody is: to ask there would need no look-up of a name. */
    private static final String ABROAD = "https://192.0.2.1/releases/latest";
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
        try (PortholeProcess porthole = PortholeProcess.startWindowTraced(
                trace, settings, temp, List.of(), site.toString())) {
            awaitServing(settings);
            porthole.terminate();
            porthole.exitCode();
        }
        assertThat(foreignCalls()).isEmpty();
    }

    /**
     * It knows whom to ask for a new version, but its user has not asked for that. A second window, started later, may
     * ask: once it has, the time for it has come in the first one as well.
     */
    @Test
    void norDoesAWindowThatCouldLookForANewVersion() throws Exception {
        Path settings = temp.resolve("settings");
        Path classes = temp.resolve("classes.txt");
        Path trusting = Files.createDirectory(temp.resolve("trusting"));
        Files.writeString(trusting.resolve("settings.properties"), "updates.daily=true\n");
        try (ReleaseServer server = new ReleaseServer();
                PortholeProcess porthole = PortholeProcess.startWindowTraced(trace, settings, temp, List.of(
                        "-Dporthole.releases=" + ABROAD, "-Xlog:class+load:file=" + classes), site.toString())) {
            awaitServing(settings);
            Path trustingTrace = temp.resolve("trusting.txt");
            try (PortholeProcess other = PortholeProcess.startWindowTraced(trustingTrace, trusting, trusting, List.of(
                    "-Dporthole.releases=" + server.address()))) {
                Await.until("the other one asks", () -> server.heads.size() == 1);
                other.terminate();
                other.exitCode();
            }
            porthole.terminate();
            porthole.exitCode();
        }
        assertThat(foreignCalls()).isEmpty();
        List<String> loaded = Files.readAllLines(classes);
        assertThat(loaded).anyMatch(line -> line.contains("dev.porthole.app.MainWindow "));
        assertThat(loaded.stream().filter(line -> line.contains("dev.porthole.app.updates.")))
                .as("nothing of it is even loaded").isEmpty();
    }

    private static void awaitServing(Path settings) {
        Path file = settings.resolve("settings.properties");
        Await.until("the folder has a port", () -> Files.exists(file) && port(file).find());
        Matcher port = port(file);
        assertThat(port.find()).isTrue();
        URI address = URI.create("http://127.0.0.1:" + port.group(1) + "/");
        Await.until("it answers", () -> answers(address));
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
