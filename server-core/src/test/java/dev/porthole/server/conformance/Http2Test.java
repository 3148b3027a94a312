package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionClosed;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** HTTP/2 as an ordinary client sees it: Java's own. */
class Http2Test {

    private static final int BIG = 3_000_017;

    @RegisterExtension
    static final TlsSite SITE = TlsSite.serving(folder -> {
        folder.letters();
        folder.file("index.html", "<p>home</p>");
        folder.file("sub/inner.txt", "inner");
        folder.noise("big.bin", BIG);
        for (int i = 0; i < 100; i++) {
            folder.noise("n/" + i + ".bin", 50_000 + i);
        }
    });

    @AutoClose
    static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .sslContext(TestAuthority.SHARED.trusting())
            .build();

    private static HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(SITE.uri(target));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        return response;
    }

    private static byte[] content(String name) throws Exception {
        return Files.readAllBytes(SITE.folder().root().resolve(name));
    }

    @Test
    @DisplayName("files small and large, byte for byte")
    void sendsFiles() throws Exception {
        assertThat(send(request("/letters.txt")).body()).isEqualTo(content("letters.txt"));
        assertThat(send(request("/big.bin")).body()).isEqualTo(content("big.bin"));
        assertThat(send(request("/")).body()).isEqualTo(content("index.html"));
    }

    @Test
    @DisplayName("ranges, conditions, HEAD, errors and redirections are those of HTTP/1.1")
    void answersByTheSameRules() throws Exception {
        HttpResponse<byte[]> part = send(request("/big.bin").header("Range", "bytes=10-99"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content("big.bin"), 10, 100));
        HttpResponse<byte[]> head = send(request("/big.bin").HEAD());
        assertThat(head.headers().firstValueAsLong("content-length")).hasValue(BIG);
        assertThat(head.body()).isEmpty();
        String tag = head.headers().firstValue("etag").orElse("*");
        assertThat(send(request("/big.bin").header("If-None-Match", tag)).statusCode()).isEqualTo(304);
        assertThat(send(request("/none")).statusCode()).isEqualTo(404);
        assertThat(send(request("/sub")).statusCode()).isEqualTo(307);
        HttpResponse<byte[]> post = send(request("/").POST(HttpRequest.BodyPublishers.ofByteArray(new byte[70_000])));
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("allow")).contains("GET, HEAD, OPTIONS");
        assertThat(post.headers().map()).doesNotContainKeys("connection", "keep-alive", "transfer-encoding");
    }

    @Test
    @DisplayName("a hundred requests at once on one connection, each with its own answer")
    void answersManyAtOnce() throws Exception {
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(CLIENT.sendAsync(request("/n/" + i + ".bin").build(), BodyHandlers.ofByteArray()));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(answers.get(i).get(20, TimeUnit.SECONDS).body()).isEqualTo(content("n/" + i + ".bin"));
        }
    }

    @Test
    @DisplayName("events: the version, and the head as it came")
    void tellsWhatCame() throws Exception {
        send(request("/sub/inner.txt?told").header("X-Test", "yes"));
        RequestReceived received = SITE.recorder().received("/sub/inner.txt?told");
        assertThat(received.version()).isEqualTo("HTTP/2");
        assertThat(received.isHttp2()).isTrue();
        assertThat(received.method()).isEqualTo("GET");
        assertThat(received.headText())
                .contains(":method: GET\r\n", ":scheme: https\r\n", ":path: /sub/inner.txt?told\r\n",
                        ":authority: localhost:" + SITE.address().getPort() + "\r\n", "x-test: yes\r\n")
                .endsWith("\r\n\r\n");
        ResponseFinished finished = SITE.recorder().finished(received);
        assertThat(finished.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(finished.why().rule()).isEqualTo(Rule.FILE);
        assertThat(finished.bodyBytes()).isEqualTo(5);
        assertThat(finished.headText()).startsWith(":status: 200\r\n").contains("content-length: 5\r\n");
    }

    @Test
    @DisplayName("a stop lets the answer under way come to its end, and says GOAWAY")
    void finishesWhatIsUnderWay() throws Exception {
        Recorder told = new Recorder();
        try (StaticServer other = new StaticServer(told);
                HttpClient own = HttpClient.newBuilder().sslContext(TestAuthority.SHARED.trusting()).build()) {
            InetSocketAddress there = other.start(SITE.settings(SiteOptions.DEFAULT)).address();
            HttpResponse<InputStream> response = own.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + there.getPort() + "/big.bin")).build(),
                    BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] first = in.readNBytes(1_000);
                CompletableFuture<Void> stopped = other.stop(Duration.ofSeconds(10));
                byte[] rest = in.readAllBytes();
                assertThat(first.length + rest.length).isEqualTo(BIG);
                stopped.get(10, TimeUnit.SECONDS);
            }
            assertThat(told.all(ConnectionClosed.class)).extracting(ConnectionClosed::reason)
                    .containsExactly(CloseReason.SERVER_STOPPED);
        }
    }
}
