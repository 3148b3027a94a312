package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods, statuses and the headers of every answer: RFC 9110. */
class SemanticsTest {

    private static final int BIG = 3_000_017;

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.file("index.html", "<p>home</p>");
        folder.letters();
        folder.file("empty.txt", "");
        folder.file("a b/inner.txt", "inner");
        folder.file("with/index.html", "<p>with</p>");
        folder.file("without/inner.txt", "inner");
        folder.file(".hidden", "hidden");
        folder.file("data.json.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0});
        folder.noise("big.bin", BIG);
        folder.link("escape.txt", folder.outside("secret.txt"));
        folder.directory("new\nline");
        folder.directory("question?");
    });

    @Test
    @DisplayName("sem.content-length-exact, sem.file-has-content-length")
    void theLengthOfAFileIsAnnounced() throws Exception {
        RawResponse response = SITE.get("/letters.txt").hasStatus(200);
        assertThat(response.header("Content-Length")).isEqualTo("26");
        assertThat(response.text()).isEqualTo(ServedFolder.LETTERS);
    }

    @Test
    @DisplayName("sem.content-length-exact: an empty file")
    void anEmptyFileIsStillAnAnswer() throws Exception {
        RawResponse response = SITE.get("/empty.txt").hasStatus(200);
        assertThat(response.header("Content-Length")).isEqualTo("0");
        assertThat(response.body()).isEmpty();
    }

    @Test
    @DisplayName("sem.big-file-bytes")
    void notAByteOfABigFileIsLostOrChanged() throws Exception {
        assertThat(SITE.get("/big.bin").hasStatus(200).body())
                .isEqualTo(Files.readAllBytes(SITE.folder().path("big.bin")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "sem.date-on-200, /letters.txt, 200",
        "sem.date-on-404, /missing, 404",
        "sem.date-on-redirect, /with, 307",
        "sem.date-on-listing, /without/, 200",
        "sem.date-on-400, /%zz, 400",
        "sem.date-on-403, /escape.txt, 403"})
    void everyAnswerIsDated(String id, String target, int status) throws Exception {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        RawResponse response = SITE.get(target).hasStatus(status);
        assertThat(response.date("Date")).isBetween(before.minusSeconds(1), Instant.now());
    }

    @ParameterizedTest(name = "sem.head-no-body, sem.head-parity: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            /letters.txt  | 200 | X-A: 1
            /empty.txt    | 200 | X-A: 1
            /             | 200 | X-A: 1
            /big.bin      | 200 | X-A: 1
            /without/     | 200 | X-A: 1
            /with         | 307 | X-A: 1
            /missing      | 404 | X-A: 1
            /missing      | 404 | Accept-Language: zh
            /.hidden      | 404 | X-A: 1
            /escape.txt   | 403 | X-A: 1
            /letters.txt/ | 404 | X-A: 1
            /%zz          | 400 | X-A: 1
            /../x         | 400 | X-A: 1
            /letters.txt  | 417 | Expect: coffee
            /letters.txt  | 304 | If-None-Match: *
            /letters.txt  | 412 | If-Match: "no"
            """)
    void headIsGetWithoutTheBody(String target, int status, String line) throws Exception {
        RawResponse get = SITE.get(target, line).hasStatus(status);
        RawResponse head = SITE.head(target, line).hasStatus(status);
        assertThat(comparable(head)).isEqualTo(comparable(get));
    }

    /** What is to be alike (RFC 9110 section 9.3.2); the Date may tick, the framing may be left out. */
    private static List<String> comparable(RawResponse response) {
        return response.fields().stream()
                .filter(field -> !field.name().equalsIgnoreCase("Date"))
                .filter(field -> !field.name().equalsIgnoreCase("Transfer-Encoding"))
                .map(field -> field.name().toLowerCase(Locale.ROOT) + ": " + field.value())
                .sorted()
                .toList();
    }

    @ParameterizedTest(name = "sem.method-{0}")
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"})
    void aReadOnlyServerDeclinesToWrite(String method) throws Exception {
        for (String target : List.of("/letters.txt", "/missing", "/", "/with", "/without/")) {
            SITE.ask(method, target).hasStatus(405);
        }
        assertThat(SITE.folder().path("letters.txt")).hasContent(ServedFolder.LETTERS);
        assertThat(SITE.folder().path("missing")).doesNotExist();
    }

    @Test
    @DisplayName("sem.method-connect: authority form")
    void thisIsNoProxy() throws Exception {
        SITE.raw("CONNECT localhost:22 HTTP/1.1\r\nHost: localhost:22\r\n\r\n").hasStatus(405);
    }

    @Test
    @DisplayName("sem.method-put: with a body")
    void aBodyDoesNotReachTheDisk() throws Exception {
        SITE.raw(SITE.request("PUT", "/letters.txt", "Content-Length: 3") + "new").hasStatus(405);
        SITE.raw(SITE.request("PUT", "/new.txt", "Content-Length: 3") + "new").hasStatus(405);
        assertThat(SITE.folder().path("letters.txt")).hasContent(ServedFolder.LETTERS);
        assertThat(SITE.folder().path("new.txt")).doesNotExist();
    }

    @ParameterizedTest(name = "sem.method-unknown: {0}")
    @ValueSource(strings = {"BREW", "get", "Get", "GETT", "GE", "X", "!#$%&'*+-.^_`|~", "PROPFIND", "MKCOL"})
    void aMethodNobodyKnowsIsNotImplemented(String method) throws Exception {
        SITE.ask(method, "/letters.txt").hasStatus(501);
    }

    @Test
    @DisplayName("sem.405-has-allow, sem.allow-lists-get-head, sem.options-file")
    void theAllowedMethodsAreToldAndTrue() throws Exception {
        RawResponse response = SITE.ask("OPTIONS", "/letters.txt").hasStatus(200);
        assertThat(response.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(response.header("Content-Length")).isEqualTo("0");
        for (String method : List.of("GET", "HEAD", "OPTIONS")) {
            SITE.ask(method, "/letters.txt").hasStatus(200);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "sem.404, /missing",
        "sem.404, /missing/",
        "sem.404, /missing/deeper.txt",
        "sem.404, /LETTERS.TXT",
        "sem.404, /letters",
        "sem.file-as-directory, /letters.txt/",
        "sem.file-as-directory, /letters.txt/more",
        "sem.file-as-directory, /letters.txt/more/",
        "sem.file-as-directory, /letters.txt/.",
        "sem.file-as-directory, /with/index.html/"})
    void whatDoesNotExistIsNotFound(String id, String target) throws Exception {
        RawResponse response = SITE.get(target).hasStatus(404);
        assertThat(response.mediaType()).isEqualTo("text/html");
        assertThat(response.text()).isNotBlank();
    }

    @ParameterizedTest(name = "sem.dir-redirect: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            /with           | /with/
            /without        | /without/
            /with?a=b&c=/d  | /with/?a=b&c=/d
            /with?          | /with/?
            /a%20b          | /a%20b/
            /new%0aline     | /new%0Aline/
            /question%3F?q  | /question%3F/?q
            /./with         | /with/
            /with/../with   | /with/
            /%77ith         | /with/
            """)
    void aDirectoryWithoutItsSlashIsRedirected(String target, String location) throws Exception {
        RawResponse response = SITE.get(target).hasStatus(307);
        assertThat(response.header("Location")).isEqualTo(location);
        SITE.get(response.header("Location")).hasStatus(200);
    }

    @ParameterizedTest(name = "sem.dir-redirect: never to another host: {0}")
    @ValueSource(strings = {"//with", "///with", "/.//with", "/%2e//with", "//with?//evil.example",
        "//evil.example/..", "//evil.example/%2e%2e/with", "/\\evil.example/%2e%2e/with",
        "//localhost/../with"})
    void aRedirectNeverLeavesTheSite(String target) throws Exception {
        RawResponse response = SITE.get(target);
        assertThat(response.status()).isLessThan(500);
        for (String location : response.values("Location")) {
            assertThat(location).startsWith("/").doesNotStartWith("//").doesNotStartWith("/\\");
        }
    }

    @Test
    @DisplayName("sem.index-served, sem.index-content-type")
    void theIndexStandsForItsDirectory() throws Exception {
        RawResponse root = SITE.get("/").hasStatus(200);
        assertThat(root.text()).isEqualTo("<p>home</p>");
        assertThat(root.header("Content-Type")).isEqualToIgnoringCase("text/html; charset=utf-8");
        assertThat(SITE.get("/with/").hasStatus(200).text()).isEqualTo("<p>with</p>");
    }

    @ParameterizedTest(name = "sem.query-ignored: {0}")
    @ValueSource(strings = {"?", "?a=b", "?/../../etc/passwd", "?a?b", "?%00", "?a#b"})
    void theQueryDoesNotNameTheFile(String query) throws Exception {
        SITE.get("/letters.txt" + query).hasStatusIn(200, 400);
        assertThat(SITE.get("/letters.txt?v=1&w=2").hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
    }

    @ParameterizedTest(name = "sem.pct-equivalence: {0}")
    @ValueSource(strings = {"/%6cetters.txt", "/%6Cetters.txt", "/letters%2etxt", "/letters%2Etxt",
        "/%6c%65%74%74%65%72%73%2e%74%78%74", "/./letters.txt", "/%2e/letters.txt", "/with/../letters.txt"})
    void encodedAndPlainNamesAreTheSame(String target) throws Exception {
        assertThat(SITE.get(target).hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
    }

    @Test
    @DisplayName("sem.last-modified")
    void theDateOfTheFileIsTold() throws Exception {
        SITE.strongTag("/letters.txt");
        RawResponse response = SITE.get("/letters.txt");
        assertThat(response.date("Last-Modified"))
                .isEqualTo(ServedFolder.OLD.truncatedTo(ChronoUnit.SECONDS));
        assertThat(response.header("Last-Modified")).isEqualTo("Fri, 02 Jan 2026 03:04:05 GMT");
    }

    @Test
    @DisplayName("sem.etag, sem.etag-syntax, sem.etag-stable")
    void theSameContentHasTheSameTag() throws Exception {
        String tag = SITE.strongTag("/letters.txt");
        assertThat(SITE.get("/letters.txt").header("ETag")).isEqualTo(tag);
        assertThat(SITE.get("/%6cetters.txt?x").header("ETag")).isEqualTo(tag);
        assertThat(SITE.head("/letters.txt").header("ETag")).isEqualTo(tag);
        assertThat(SITE.strongTag("/big.bin")).isNotEqualTo(tag);
    }

    @Test
    @DisplayName("sem.precompressed-raw")
    void aCompressedFileArrivesAsItIs() throws Exception {
        for (String accept : List.of("identity", "gzip", "*")) {
            RawResponse response = SITE.get("/data.json.gz", "Accept-Encoding: " + accept).hasStatus(200);
            assertThat(response.body()).isEqualTo(Files.readAllBytes(SITE.folder().path("data.json.gz")));
            assertThat(response.has("Content-Encoding")).isFalse();
            assertThat(response.mediaType()).isIn("application/gzip", "application/x-gzip");
        }
    }

    @ParameterizedTest(name = "sem.accept-any: {0}")
    @ValueSource(strings = {"Accept: image/png", "Accept: */*;q=0", "Accept: ", "Accept: ;;;q=,/",
        "Accept-Encoding: identity;q=0, *;q=0", "Accept-Charset: utf-7", "Accept-Language: tlh",
        "Accept-Encoding: nonsense;q=nonsense"})
    void whatTheClientPrefersNeverBreaksTheAnswer(String line) throws Exception {
        SITE.get("/letters.txt", line).hasStatusIn(200, 406);
    }

    @Test
    @DisplayName("cache-control")
    void aBrowserIsToldToRevalidate() throws Exception {
        assertThat(SITE.get("/letters.txt").header("Cache-Control")).isEqualTo("no-cache");
        assertThat(SITE.get("/").header("Cache-Control")).isEqualTo("no-cache");
        assertThat(SITE.get("/letters.txt", "Range: bytes=0-0").header("Cache-Control"))
                .isEqualTo("no-cache");
    }
}
