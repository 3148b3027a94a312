package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.conditions.Conditions;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.http.HostingRules;
import dev.porthole.server.http.HttpLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server with a folder of its own for one test class. When the class is through, it also checks that the
 * server let go of every file and told every connection's story in order.
 */
final class Site implements BeforeAllCallback, AfterAllCallback {

    /** Fills the folder before the server starts. */
    @FunctionalInterface
    interface Content {
        void fill(ServedFolder folder) throws Exception;
    }


    private final Content content;
    private final SiteOptions options;
    private final HttpLimits limits;
    private final Recorder recorder = new Recorder();
    private boolean onDisk;
    private ServedFolder folder;
    private StaticServer server;
    private InetSocketAddress address;

    private Site(Content content, SiteOptions options, HttpLimits limits) {
        this.content = content;
        this.options = options;
        this.limits = limits;
    }

    static Site serving(Content content) {
        return new Site(content, SiteOptions.DEFAULT, HttpLimits.DEFAULT);
    }

    Site with(SiteOptions other) {
        return new Site(content, other, limits);
    }

    Site with(HttpLimits other) {
        return new Site(content, options, other);
    }

    /** In the build folder, which is more often on a disk than the one for temporary files. */
    Site onDisk() {
        onDisk = true;
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        folder = onDisk ? new ServedFolder(Path.of("target")) : new ServedFolder();
        content.fill(folder);
        server = new StaticServer(recorder, limits);
        OptionsUnderTest.on(server.conditions());
        SiteSettings local = SiteSettings.local(folder.root(), 0);
        SiteSettings settings = new SiteSettings(
                local.root(), local.port(), local.address(), OptionsUnderTest.on(options));
        address = server.start(TransportUnderTest.on(settings)).address();
        waitUntilSettled();
    }

    /** A file written last of all is vouched for last of all: from then on, no answer changes by itself. */
    private void waitUntilSettled() throws IOException {
        Path last = folder.file("settled.txt", "settled");
        strongTag(options.rules().basePath() + "settled.txt");
        Files.delete(last);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        try {
            if (address != null) {
                awaitNoOpenFile();
                server.stop(Duration.ZERO).get(10, TimeUnit.SECONDS);
                recorder.checkOrder();
            }
        } finally {
            folder.close();
        }
    }

    ServedFolder folder() {
        return folder;
    }

    Conditions conditions() {
        return server.conditions();
    }

    Recorder recorder() {
        return recorder;
    }

    InetSocketAddress address() {
        return address;
    }

    String resetPath() {
        return server.resetPath().orElseThrow();
    }

    String host() {
        return "localhost:" + address.getPort();
    }

    RawClient connect() throws IOException {
        return RawClient.connect(address).expectingShared(sharesAnything());
    }

    private boolean sharesAnything() {
        HostingRules rules = options.rules();
        return rules.shared() || rules.service() != HostingService.NONE
                || rules.headers().stream().anyMatch(rule -> rule.name().startsWith("Access-Control-"));
    }

    /** A well-formed request, with further header lines. */
    String request(String method, String target, String... lines) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + host()
                + "\r\n");
        for (String line : lines) {
            request.append(line).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    RawResponse get(String target, String... lines) throws IOException {
        return ask("GET", target, lines);
    }

    RawResponse head(String target, String... lines) throws IOException {
        return ask("HEAD", target, lines);
    }

    /** One request on a connection of its own; nothing may follow the answer but the end. */
    RawResponse ask(String method, String target, String... lines) throws IOException {
        try (RawClient client = connect()) {
            String[] all = Stream.concat(Stream.of(lines), Stream.of("Connection: close"))
                    .toArray(String[]::new);
            client.send(request(method, target, all));
            RawResponse response = client.readAnswerTo(method);
            assertThat(response.announcesClose()).as("conn.close-honoured: announced in\n%s", response)
                    .isTrue();
            client.expectEof();
            return response;
        }
    }

    /** Sends raw bytes and reads one answer; what comes after it is not looked at. */
    RawResponse raw(String bytes) throws IOException {
        try (RawClient client = connect()) {
            return client.send(bytes).read();
        }
    }

    /** Sends raw bytes which must be refused: an error that says it closes, a clean end, nothing more. */
    RawResponse refused(String bytes) throws IOException {
        try (RawClient client = connect()) {
            client.send(bytes);
            RawResponse response = client.read();
            assertThat(response.status()).as("status of\n%s", response).isBetween(400, 599);
            assertThat(response.announcesClose()).as("close announced in\n%s", response).isTrue();
            client.expectEof();
            return response;
        }
    }

    /** The entity tag of a resource, once the server is ready to vouch for it. */
    String strongTag(String target) throws IOException {
        Instant deadline = Instant.now().plusSeconds(10);
        RawResponse response = head(target);
        while (!response.has("ETag") && Instant.now().isBefore(deadline)) {
            response = head(target);
        }
        assertThat(response.header("ETag")).as("strong entity tag of %s", target).startsWith("\"");
        return response.header("ETag");
    }

    /** The files under the root that this process, and so the server, has open. */
    List<Path> openFiles() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.map(Site::target).filter(file -> file.startsWith(folder.root())).toList();
        }
    }

    /** Fails when a file or directory of the folder is still open after a while. */
    void awaitNoOpenFile() throws IOException {
        // Long enough for thousands of requests whose clients have left, but which are still in the queue.
        Instant deadline = Instant.now().plusSeconds(60);
        while (!openFiles().isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(openFiles()).as("files that the server has left open").isEmpty();
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException e) {
            return descriptor;
        }
    }
}
