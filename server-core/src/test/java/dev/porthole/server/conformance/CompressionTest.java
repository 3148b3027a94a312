package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.coding.ContentCoding;
import dev.porthole.server.coding.Decoding;
import dev.porthole.server.event.CodingFact;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content codings: RFC 9110 sections 8.4, 8.8.3.3 and 12.5.3. */
class CompressionTest {

    private static final String TEXT = "The quick brown fox jumps over the lazy dog. ".repeat(200);
    private static final String BROWSER = "Accept-Encoding: gzip, deflate, br, zstd";

    private static void fill(ServedFolder folder) throws Exception {
        folder.file("index.html", "<!doctype html><p>" + TEXT);
        folder.file("app.js", TEXT);
        folder.file("style.css", TEXT);
        folder.file("page.html", "<p>" + TEXT);
        folder.file("404.html", "<p>" + TEXT);
        folder.file("small.css", "p { color: red }");
        folder.file("noise.txt", "");
        folder.noise("noise.txt", 20_000);
        folder.noise("photo.jpg", 20_000);
        folder.file("wide.js", TEXT.repeat(100));
        folder.file("huge.txt", "0123456789abcdef".repeat(600_000));
        folder.file("sub/a.json", "[" + TEXT + "]");
        beside(folder, "lib.js", TEXT, ContentCoding.BROTLI, ContentCoding.GZIP);
        beside(folder, "only.js", TEXT, ContentCoding.GZIP);
        beside(folder, "engine.data", TEXT, ContentCoding.ZSTANDARD);
        beside(folder, "tiny.js", "1", ContentCoding.GZIP);
        folder.noise("large.txt", 400_000);
        folder.noise("large.txt.gz", 300_000);
        folder.file("orphan.js.gz", encoded(ContentCoding.GZIP, TEXT));
        folder.file("hidden/.secret", TEXT);
        folder.file("hidden/.secret.gz", encoded(ContentCoding.GZIP, TEXT));
        folder.file("linked.js", TEXT);
        Files.write(folder.outside("outside.gz"), encoded(ContentCoding.GZIP, "secret"));
        folder.link("linked.js.gz", folder.outside("outside.gz"));
    }

    private static byte[] encoded(ContentCoding coding, String text) {
        return coding.encoder().orElseThrow().encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void beside(ServedFolder folder, String name, String text, ContentCoding... codings)
            throws Exception {
        folder.file(name, text);
        for (ContentCoding coding : codings) {
            folder.file(name + coding.fileEnding(), encoded(coding, text));
        }
    }

    @RegisterExtension
    static final Site SITE = Site.serving(CompressionTest::fill).with(SiteOptions.DEFAULT.withCompress(true));

    @RegisterExtension
    static final Site PLAIN = Site.serving(CompressionTest::fill);

    @BeforeAll
    static void everyCodingIsThere() {
        assertThat(ContentCoding.available()).as("this system has the libraries")
                .containsExactly(ContentCoding.values());
    }

    private static String decoded(RawResponse answer) throws Exception {
        byte[] content = answer.has("Content-Encoding")
                ? Decoding.decode(answer.header("Content-Encoding"), answer.body()) : answer.body();
        return new String(content, StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("coding.chosen: the coding that the client likes best, with the content it stands for")
    @CsvSource(delimiter = '|', textBlock = """
            /app.js      | gzip, deflate, br, zstd | br
            /app.js      | gzip, zstd              | zstd
            /app.js      | gzip                    | gzip
            /app.js      | br;q=0.1, gzip          | gzip
            /app.js      | *                       | br
            /app.js      | x-gzip                  | gzip
            /app.js      | deflate                 | none
            /app.js      | identity                | none
            /app.js      | gzip;q=0                | none
            /app.js      | gzip;q=nonsense         | none
            /            | br                      | br
            /page.html   | zstd                    | zstd
            /sub/a.json  | br                      | br
            /lib.js      | br, gzip, zstd          | br
            /lib.js      | gzip, zstd              | gzip
            /lib.js      | zstd                    | zstd
            /only.js     | gzip, br, zstd          | gzip
            /only.js     | gzip;q=0.5, br          | br
            /engine.data | br, zstd                | zstd
            /engine.data | gzip                    | none
            /tiny.js     | gzip                    | gzip
            /linked.js   | gzip                    | gzip
            /wide.js     | br                      | br
            """)
    void theBestCodingIsChosen(String target, String accepted, String coding) throws Exception {
        for (int i = 0; i < 3; i++) {
            RawResponse answer = SITE.get(target, "Accept-Encoding: " + accepted).hasStatus(200);
            assertThat(answer.values("Content-Encoding"))
                    .isEqualTo(coding.equals("none") ? List.of() : List.of(coding));
            assertThat(answer.header("Vary")).isEqualTo("Accept-Encoding");
            assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.body().length));
            RawResponse plain = SITE.get(target).hasStatus(200);
            assertThat(plain.has("Content-Encoding")).isFalse();
            assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding");
            assertThat(decoded(answer)).isEqualTo(plain.text());
            assertThat(answer.header("Content-Type")).isEqualTo(plain.header("Content-Type"));
            if (!coding.equals("none")) {
                assertThat(answer.body().length).isNotEqualTo(plain.body().length);
                assertThat(answer.header("ETag")).isNotEqualTo(plain.header("ETag"));
            }
        }
    }

    @ParameterizedTest
    @DisplayName("coding.not: what cannot become smaller is sent as it always was")
    @ValueSource(strings = {"/small.css", "/photo.jpg", "/huge.txt", "/orphan.js.gz", "/settled.txt", "/nothing"})
    void whatHasOneFormHasNoVary(String target) throws Exception {
        RawResponse answer = SITE.get(target, BROWSER);
        RawResponse plain = PLAIN.get(target, BROWSER);
        assertThat(answer.status()).isEqualTo(plain.status());
        assertThat(answer.has("Content-Encoding")).isFalse();
        assertThat(answer.values("Vary")).isEqualTo(plain.values("Vary"));
        assertThat(answer.body()).isEqualTo(plain.body());
    }

    @Test
    @DisplayName("coding.no-smaller: content that would grow is sent as it is, but might have been another")
    void noiseStaysAsItIs() throws Exception {
        RawResponse answer = SITE.get("/noise.txt", BROWSER).hasStatus(200);
        assertThat(answer.has("Content-Encoding")).isFalse();
        assertThat(answer.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
    }

    @Test
    @DisplayName("coding.beside-direct: who names the encoded file gets it, encoded no further")
    void theFileItselfIsAFile() throws Exception {
        RawResponse answer = SITE.get("/lib.js.gz", BROWSER).hasStatus(200);
        assertThat(answer.has("Content-Encoding")).isFalse();
        assertThat(answer.header("Content-Type")).isEqualTo("application/gzip");
        SITE.get("/orphan.js", BROWSER).hasStatus(404);
        SITE.get("/hidden/.secret", BROWSER).hasStatus(404);
    }

    @Test
    @DisplayName("coding.beside-large: a large encoded file goes by sendfile with the type of the original")
    void aLargeFileBesideIsSentAsItIs() throws Exception {
        RawResponse answer = SITE.get("/large.txt", "Accept-Encoding: gzip").hasStatus(200);
        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.mediaType()).isEqualTo("text/plain");
        assertThat(answer.body()).isEqualTo(Files.readAllBytes(SITE.folder().path("large.txt.gz")));
        assertThat(answer.header("ETag")).startsWith("\"").endsWith("-gzip\"");
        assertThat(SITE.get("/large.txt", "Accept-Encoding: gzip", "If-None-Match: " + answer.header("ETag")).status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @DisplayName("coding.head: HEAD says what GET would have brought")
    @CsvSource({
        "/app.js, br", "/app.js, gzip", "/app.js, identity", "/lib.js, br", "/large.txt, gzip", "/noise.txt, br"})
    void headSaysTheSame(String target, String accepted) throws Exception {
        RawResponse head = SITE.head(target, "Accept-Encoding: " + accepted).hasStatus(200);
        RawResponse get = SITE.get(target, "Accept-Encoding: " + accepted).hasStatus(200);
        for (String name : List.of("Content-Length", "ETag", "Content-Type", "Vary", "Last-Modified")) {
            assertThat(head.header(name)).isEqualTo(get.header(name));
        }
        assertThat(head.values("Content-Encoding")).isEqualTo(get.values("Content-Encoding"));
        assertThat(head.values("Accept-Ranges")).isEqualTo(get.values("Accept-Ranges"));
    }

    /** The tag of a form, once the server vouches for it. */
    private static String tag(String target, String accepted) throws Exception {
        SITE.strongTag(target);
        return SITE.get(target, "Accept-Encoding: " + accepted).header("ETag");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @DisplayName("coding.conditions: each form has a tag of its own, and every method and condition goes by it")
    @CsvSource(delimiter = '|', textBlock = """
            /app.js | br       | If-None-Match: OWN            | 304
            /app.js | br       | If-None-Match: PLAIN          | 200
            /app.js | br       | If-None-Match: GZIP           | 200
            /app.js | br       | If-None-Match: PLAIN, OWN     | 304
            /app.js | br       | If-None-Match: *              | 304
            /app.js | identity | If-None-Match: OWN            | 304
            /app.js | identity | If-None-Match: GZIP           | 200
            /app.js | br       | If-Match: PLAIN               | 412
            /app.js | br       | If-Match: OWN                 | 412
            /app.js | br       | If-Match: *                   | 200
            /app.js | identity | If-Match: OWN                 | 200
            /lib.js | br       | If-None-Match: OWN            | 304
            /lib.js | br       | If-None-Match: PLAIN          | 200
            /lib.js | br       | If-Match: OWN                 | 200
            /lib.js | br       | If-Match: PLAIN               | 412
            /lib.js | gzip     | If-None-Match: OWN            | 304
            /app.js | br       | If-Modified-Since: Fri, 02 Jan 2026 03:04:05 GMT | 304
            /app.js | br       | If-Modified-Since: Fri, 02 Jan 2026 03:04:04 GMT | 200
            /app.js | br       | If-Unmodified-Since: Fri, 02 Jan 2026 03:04:04 GMT | 412
            /app.js | br       | If-Unmodified-Since: Fri, 02 Jan 2026 03:04:05 GMT | 200
            """)
    void eachFormHasItsOwnTag(String target, String accepted, String condition, int status) throws Exception {
        String line = condition
                .replace("OWN", tag(target, accepted))
                .replace("PLAIN", tag(target, "identity"))
                .replace("GZIP", tag(target, "gzip"));
        for (String method : List.of("GET", "HEAD")) {
            RawResponse answer = SITE.ask(method, target, "Accept-Encoding: " + accepted, line).hasStatus(status);
            if (status == 304) {
                assertThat(answer.header("Vary")).isEqualTo("Accept-Encoding");
                assertThat(answer.header("ETag")).isEqualTo(tag(target, accepted));
                assertThat(answer.has("Content-Encoding")).isFalse();
            }
        }
    }

    @Test
    @DisplayName("coding.tags: forms that are made have weak tags, forms that are stored strong ones")
    void onlyStoredBytesHaveAStrongTag() throws Exception {
        String plain = tag("/app.js", "identity");
        assertThat(tag("/app.js", "br")).isEqualTo("W/" + plain.substring(0, plain.length() - 1) + "-br\"");
        Set<String> all = new HashSet<>();
        for (String accepted : List.of("identity", "br", "gzip", "zstd")) {
            all.add(tag("/lib.js", accepted).replace("W/", ""));
        }
        assertThat(all).hasSize(4);
        assertThat(tag("/lib.js", "br")).startsWith("\"");
        assertThat(tag("/lib.js", "zstd")).startsWith("W/\"");
    }

    @Test
    @DisplayName("coding.ranges: parts are always of the content as it is")
    void partsAreOfTheContentAsItIs() throws Exception {
        String plain = tag("/app.js", "identity");
        for (String target : List.of("/app.js", "/lib.js")) {
            RawResponse part = SITE.get(target, BROWSER, "Range: bytes=4-8").hasStatus(206);
            assertThat(part.text()).isEqualTo("quick");
            assertThat(part.has("Content-Encoding")).isFalse();
            assertThat(part.header("Vary")).isEqualTo("Accept-Encoding");
            assertThat(part.header("Content-Range")).isEqualTo("bytes 4-8/" + TEXT.length());
        }
        SITE.get("/app.js", BROWSER, "Range: bytes=4-8", "If-Range: " + plain).hasStatus(206);
        for (String own : List.of(tag("/app.js", "br"), tag("/lib.js", "br"))) {
            RawResponse whole = SITE.get("/app.js", BROWSER, "Range: bytes=4-8", "If-Range: " + own).hasStatus(200);
            assertThat(whole.has("Content-Encoding")).isFalse();
            assertThat(whole.text()).isEqualTo(TEXT);
        }
        SITE.get("/app.js", BROWSER, "Range: bytes=99999999-").hasStatus(416);
        assertThat(SITE.get("/app.js", BROWSER).has("Accept-Ranges")).isFalse();
        assertThat(SITE.get("/app.js").header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(SITE.get("/app.js", BROWSER, "Range: bytes=4-8, 10-14").hasStatus(206).mediaType())
                .isEqualTo("multipart/byteranges");
    }

    @Test
    @DisplayName("coding.older: an encoded file that is older than the original is not used")
    void anOlderFileBesideIsNotUsed() throws Exception {
        Path original = SITE.folder().file("old.js", TEXT);
        Path other = SITE.folder().file("old.js.gz", encoded(ContentCoding.GZIP, "stale"));
        Instant now = Files.getLastModifiedTime(original).toInstant();
        Files.setLastModifiedTime(other, FileTime.from(now.minusMillis(1)));
        awaitTag("/old.js");
        assertThat(decoded(SITE.get("/old.js", "Accept-Encoding: gzip"))).isEqualTo(TEXT);
        Files.setLastModifiedTime(other, FileTime.from(now));
        assertThat(decoded(SITE.get("/old.js", "Accept-Encoding: gzip"))).isEqualTo("stale");
        SITE.folder().writeNow("old.js", "new".getBytes(StandardCharsets.UTF_8));
        assertThat(SITE.get("/old.js", "Accept-Encoding: gzip").text()).isEqualTo("new");
    }

    private static void awaitTag(String target) throws Exception {
        SITE.strongTag(target);
    }

    @Test
    @DisplayName("coding.fresh: an edit, and a file that comes to lie beside it, are seen by the next request")
    void everyChangeIsSeenAtOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            String text = i + TEXT;
            SITE.folder().writeNow("edited.js", text.getBytes(StandardCharsets.UTF_8));
            assertThat(decoded(SITE.get("/edited.js", BROWSER))).isEqualTo(text);
            awaitTag("/edited.js");
            assertThat(decoded(SITE.get("/edited.js", BROWSER))).isEqualTo(text);
            assertThat(SITE.get("/edited.js", BROWSER).header("Content-Encoding")).isEqualTo("br");
        }
        SITE.folder().writeNow("edited.js.zst", encoded(ContentCoding.ZSTANDARD, "beside"));
        assertThat(decoded(SITE.get("/edited.js", BROWSER))).isEqualTo("beside");
        Files.delete(SITE.folder().path("edited.js.zst"));
        assertThat(decoded(SITE.get("/edited.js", BROWSER))).isEqualTo("4" + TEXT);
        SITE.folder().writeNow("one-form.css", "p {}".getBytes(StandardCharsets.UTF_8));
        awaitTag("/one-form.css");
        for (int i = 0; i < 3; i++) {
            assertThat(SITE.get("/one-form.css", BROWSER).has("Vary")).isFalse();
        }
        SITE.folder().writeNow("one-form.css.gz", encoded(ContentCoding.GZIP, "p {}"));
        assertThat(SITE.get("/one-form.css", BROWSER).header("Content-Encoding")).isEqualTo("gzip");
    }

    @Test
    @DisplayName("coding.once: fifty that ask at once for what was never asked for get one and the same")
    void fiftyAtOnceGetTheSame() throws Exception {
        String text = TEXT.repeat(500);
        SITE.folder().file("new.js", text);
        awaitTag("/new.js");
        try (ExecutorService clients = Executors.newFixedThreadPool(50)) {
            List<Future<RawResponse>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(clients.submit(() -> SITE.get("/new.js", BROWSER)));
            }
            Set<String> bodies = new HashSet<>();
            for (Future<RawResponse> answer : answers) {
                RawResponse got = answer.get(30, TimeUnit.SECONDS).hasStatus(200);
                assertThat(got.header("Content-Encoding")).isEqualTo("br");
                bodies.add(new String(got.body(), StandardCharsets.ISO_8859_1));
            }
            assertThat(bodies).hasSize(1);
        }
        // Each answer tells how long it took to encode: had it been done twice, there would be two times.
        assertThat(SITE.recorder().all(ResponseFinished.class).stream()
                .filter(event -> "new.js".equals(event.file()) && event.status() == 200)
                .map(event -> event.why().detail())
                .filter(detail -> detail.startsWith("br"))
                .distinct()).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("coding.memory: a small file that was sent in a coding is sent so again without a look at the disk")
    @CsvSource({"/style.css, br", "/style.css, gzip", "/style.css, identity", "/lib.js, br", "/lib.js, zstd"})
    void whatWasAskedForBeforeIsInMemory(String target, String accepted) throws Exception {
        assumeTrue(isSoonFromMemory("/small.css", "Accept: */*"), "nothing is answered from memory here");
        String line = "Accept-Encoding: " + accepted;
        assertThat(isSoonFromMemory(target, line)).isTrue();
        RawResponse answer = SITE.get(target, line).hasStatus(200);
        assertThat(decoded(answer)).isEqualTo(SITE.get(target).text());
        assertThat(answer.values("Content-Encoding"))
                .isEqualTo(accepted.equals("identity") ? List.of() : List.of(accepted));
    }

    /** What is known by heart takes no time to be received and none to be found. */
    private static boolean isSoonFromMemory(String target, String line) throws Exception {
        SITE.strongTag(target);
        for (int i = 0; i < 50; i++) {
            ResponseFinished event = finished(target, line);
            if (event.timing().receiveNanos() == 0 && event.timing().findNanos() == 0) {
                return true;
            }
        }
        return false;
    }

    @Test
    @DisplayName("coding.why: the log tells how content came into its coding")
    void theLogTellsHow() throws Exception {
        ResponseFinished made = finished("/style.css", BROWSER);
        assertThat(made.why().rule()).isEqualTo(Rule.FILE);
        CodingFact fact = CodingFact.of(made.why().detail()).orElseThrow();
        assertThat(fact.coding()).isEqualTo("br");
        assertThat(fact.plainLength()).isEqualTo(TEXT.length());
        assertThat(fact.codedLength()).isEqualTo(made.bodyBytes());
        assertThat(made.file()).isEqualTo("style.css");
        ResponseFinished stored = finished("/lib.js", BROWSER);
        assertThat(CodingFact.of(stored.why().detail()).orElseThrow().beside()).isEqualTo("lib.js.br");
        assertThat(stored.file()).isEqualTo("lib.js");
        assertThat(finished("/style.css", "Accept-Encoding: identity").why().detail()).isEmpty();
    }

    private static ResponseFinished finished(String target, String line) throws Exception {
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", target, line)).read().hasStatus(200);
            return SITE.recorder().finished(opened);
        }
    }

    @ParameterizedTest
    @DisplayName("coding.curl: curl reads every coding that it knows")
    @EnumSource(ContentCoding.class)
    void curlReadsIt(ContentCoding coding) throws Exception {
        assumeTrue(curlKnows(coding), "this curl does not know it");
        for (String target : List.of("/app.js", "/wide.js", "/lib.js", "/")) {
            Process curl = new ProcessBuilder("curl", "-s", "--compressed", "-H", "Accept-Encoding: " + coding.token(),
                    "http://" + SITE.host() + target).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            byte[] read = curl.getInputStream().readAllBytes();
            assertThat(curl.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(read).isEqualTo(SITE.get(target).body());
        }
    }

    private static boolean curlKnows(ContentCoding coding) {
        try {
            Process curl = new ProcessBuilder("curl", "--version").start();
            String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return curl.waitFor(Duration.ofSeconds(10)) && said.contains(switch (coding) {
                case BROTLI -> "brotli";
                case ZSTANDARD -> "zstd";
                case GZIP -> "libz";
            });
        } catch (Exception e) {
            return false;
        }
    }
}
