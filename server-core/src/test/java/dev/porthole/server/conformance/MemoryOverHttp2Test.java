package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.RequestReceived;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Small files over HTTP/2 are answered from memory, and nobody can tell but by the time it takes. */
class MemoryOverHttp2Test {

    private static final AtomicInteger ASKED = new AtomicInteger();

    @RegisterExtension
    static final TlsSite SITE = TlsSite.serving(folder -> {
        folder.letters();
        folder.file("words.txt", "words ".repeat(2_000));
        folder.file("sub/changing.txt", "first");
        folder.file("sub/gone.txt", "there");
    });

    @AutoClose
    static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .sslContext(TestAuthority.SHARED.trusting())
            .build();

    private static HttpResponse<byte[]> get(InetSocketAddress server, String target, String... fields)
            throws Exception {
        URI uri = URI.create("https://localhost:" + server.getPort() + target);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        for (int i = 0; i < fields.length; i += 2) {
            request.header(fields[i], fields[i + 1]);
        }
        HttpResponse<byte[]> answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        return answer;
    }

    private static HttpResponse<byte[]> get(String target, String... fields) throws Exception {
        return get(SITE.address(), target, fields);
    }

    /** Asks until no other thread is needed any more, and the file's age lets the server vouch for it. */
    private static void untilRemembered(String path) throws Exception {
        Await.until(path + " is answered from memory", () -> {
            try {
                String target = path + "?" + ASKED.incrementAndGet();
                get(target);
                get(target);
                RequestReceived second = SITE.recorder().all(RequestReceived.class).stream()
                        .filter(request -> request.target().equals(target)).toList().getLast();
                return SITE.recorder().finished(second).timing().queueNanos() == 0;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    @DisplayName("the same with conditions, ranges and HEAD as from the disk")
    void answersByTheSameRules() throws Exception {
        untilRemembered("/letters.txt");
        byte[] letters = Files.readAllBytes(SITE.folder().root().resolve("letters.txt"));
        for (int i = 0; i < 3; i++) {
            HttpResponse<byte[]> whole = get("/letters.txt");
            assertThat(whole.body()).isEqualTo(letters);
            String tag = whole.headers().firstValue("etag").orElseThrow();
            assertThat(get("/letters.txt", "If-None-Match", tag).statusCode()).isEqualTo(304);
            assertThat(get("/letters.txt", "If-Match", "\"other\"").statusCode()).isEqualTo(412);
            HttpResponse<byte[]> part = get("/letters.txt", "Range", "bytes=2-4");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(letters, 2, 5));
            HttpResponse<byte[]> head = CLIENT.send(
                    HttpRequest.newBuilder(SITE.uri("/letters.txt")).HEAD().build(), BodyHandlers.ofByteArray());
            assertThat(head.headers().firstValueAsLong("content-length")).hasValue(letters.length);
            assertThat(get("/letters.txt", "X-Any", Integer.toString(i)).headers().allValues("etag"))
                    .containsExactly(tag);
        }
    }

    @Test
    @DisplayName("a change that was complete before the request is always seen")
    void seesEveryChange() throws Exception {
        untilRemembered("/sub/changing.txt");
        Path file = SITE.folder().root().resolve("sub/changing.txt");
        assertThat(get("/sub/changing.txt").body()).isEqualTo(get("/sub/changing.txt").body());
        for (int i = 0; i < 100; i++) {
            Files.writeString(file, "version " + i);
            assertThat(new String(get("/sub/changing.txt").body(), UTF_8)).isEqualTo("version " + i);
            assertThat(new String(get("/sub/changing.txt").body(), UTF_8)).isEqualTo("version " + i);
        }
        untilRemembered("/sub/gone.txt");
        assertThat(get("/sub/gone.txt").body()).isEqualTo(get("/sub/gone.txt").body());
        Files.delete(SITE.folder().root().resolve("sub/gone.txt"));
        assertThat(get("/sub/gone.txt").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("each client gets the coding that it accepts")
    void keepsCodingsApart() throws Exception {
        try (StaticServer other = new StaticServer(event -> { })) {
            InetSocketAddress there = other.start(SITE.settings(SiteOptions.DEFAULT.withCompress(true))).address();
            // What is encoded is kept under the file's tag, and a file that was written just now has none.
            Await.until("it is encoded", () -> gzip(there).isPresent());
            for (int i = 0; i < 5; i++) {
                assertThat(coding(get(there, "/words.txt"))).isEmpty();
                assertThat(gzip(there)).contains("gzip");
                assertThat(coding(get(there, "/words.txt", "Accept-Encoding", "identity"))).isEmpty();
                assertThat(get(there, "/words.txt", "Accept-Encoding", "br;q=0").body())
                        .isEqualTo("words ".repeat(2_000).getBytes(UTF_8));
            }
        }
    }

    private static Optional<String> gzip(InetSocketAddress server) {
        try {
            return coding(get(server, "/words.txt", "Accept-Encoding", "gzip"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> coding(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("content-encoding");
    }
}
