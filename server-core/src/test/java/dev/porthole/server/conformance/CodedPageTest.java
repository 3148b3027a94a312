package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.coding.ContentCoding;
import dev.porthole.server.coding.Decoding;
import dev.porthole.server.event.CodingFact;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.hosting.HeaderRule;
import dev.porthole.server.http.HostingRules;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Live reload and compression together: first the script is added, then the whole is put into a coding. */
class CodedPageTest {

    private static final String SHOW = "Sec-Fetch-Dest: document";
    private static final String READ = "Sec-Fetch-Dest: empty";
    private static final String SCRIPT = "<script src=\"/.porthole/reload.js\"";
    private static final String TEXT = "The quick brown fox jumps over the lazy dog. ".repeat(200);
    private static final String VARY = "Accept-Encoding, Sec-Fetch-Dest, Accept";
    private static final List<String> CODINGS = List.of("identity", "br", "zstd", "gzip");

    private static void fill(ServedFolder folder) throws Exception {
        folder.file("index.html", "<!doctype html><p>" + TEXT);
        folder.file("page.html", "<p>" + TEXT);
        folder.file("lib.html", "<p>" + TEXT);
        folder.file("lib.html.br", ContentCoding.BROTLI.encoder().orElseThrow()
                .encode("<p>beside".getBytes(StandardCharsets.UTF_8)));
        folder.file("large.html", "<p>" + TEXT.repeat(40));
        folder.file("small.html", "<p>small");
        folder.file("wide.html", ("\ufeff<p>" + TEXT).getBytes(StandardCharsets.UTF_16LE));
        folder.file("listing.txt", "<p>" + TEXT);
        folder.file("page", "<p>" + TEXT);
        folder.file("declared.html", "<p>" + TEXT);
    }

    @RegisterExtension
    static final Site SITE = Site.serving(CodedPageTest::fill).with(SiteOptions.DEFAULT
            .withLiveReload(true)
            .withCompress(true)
            .withRules(HostingRules.NONE.withHeaders(List.of(
                    new HeaderRule("/page", "Content-Type", "text/html; charset=utf-8"),
                    new HeaderRule("/listing.txt", "Content-Type", "text/plain"),
                    new HeaderRule("/declared.html", "Content-Type", "text/html; charset=UTF-16LE")))));

    private static String accept(String coding) {
        return "Accept-Encoding: " + coding;
    }

    private static String decoded(RawResponse answer) throws Exception {
        byte[] content = answer.has("Content-Encoding")
                ? Decoding.decode(answer.header("Content-Encoding"), answer.body()) : answer.body();
        return new String(content, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.html", "/lib.html", "/large.html", "/page"})
    void aPageWithTheScriptGoesOutInEachCoding(String target) throws Exception {
        SITE.strongTag(target);
        String file = SITE.get(target, READ).hasStatus(200).text();
        RawResponse plain = SITE.get(target, SHOW).hasStatus(200);
        assertThat(plain.text()).startsWith(file).contains(SCRIPT).endsWith("></script>");
        assertThat(plain.header("Vary")).isEqualTo(VARY);
        for (String coding : List.of("br", "zstd", "gzip")) {
            for (int i = 0; i < 3; i++) {
                RawResponse shown = SITE.get(target, SHOW, accept(coding)).hasStatus(200);
                assertThat(shown.header("Content-Encoding")).isEqualTo(coding);
                assertThat(shown.header("Content-Length")).isEqualTo(String.valueOf(shown.body().length));
                assertThat(shown.body().length).isLessThan(plain.body().length);
                assertThat(decoded(shown)).isEqualTo(plain.text());
                assertThat(shown.header("Vary")).isEqualTo(VARY);
                assertThat(shown.header("Content-Type")).isEqualTo(plain.header("Content-Type"));
                assertThat(shown.has("Porthole-Live-Reload")).isTrue();
                assertThat(shown.has("Accept-Ranges")).isFalse();
                RawResponse head = SITE.head(target, SHOW, accept(coding)).hasStatus(200);
                for (String name : List.of("Content-Length", "Content-Encoding", "ETag", "Vary", "Content-Type")) {
                    assertThat(head.header(name)).isEqualTo(shown.header(name));
                }
            }
        }
    }

    @Test
    void aFileBesideIsForWhoReadsTheFile() throws Exception {
        assertThat(decoded(SITE.get("/lib.html", READ, accept("br")))).isEqualTo("<p>beside");
        assertThat(decoded(SITE.get("/lib.html", SHOW, accept("br")))).contains(SCRIPT).doesNotContain("beside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page.html", "/lib.html"})
    void eachOfEightFormsHasATagOfItsOwn(String target) throws Exception {
        SITE.strongTag(target);
        Map<String, List<String>> askedBy = new LinkedHashMap<>();
        for (String use : List.of(SHOW, READ)) {
            for (String coding : CODINGS) {
                List<String> lines = List.of(use, accept(coding));
                String tag = SITE.get(target, use, accept(coding)).hasStatus(200).header("ETag");
                assertThat(askedBy.put(tag.replace("W/", ""), lines)).as("the form with the tag %s", tag).isNull();
                assertThat(tag.startsWith("W/")).as("made anew: %s %s", lines, tag)
                        .isEqualTo(!coding.equals("identity") && !(target.equals("/lib.html")
                                && use.equals(READ) && coding.equals("br")));
            }
        }
        for (Map.Entry<String, List<String>> form : askedBy.entrySet()) {
            for (String tag : askedBy.keySet()) {
                boolean own = tag.equals(form.getKey());
                for (String method : List.of("GET", "HEAD")) {
                    RawResponse answer = SITE.ask(method, target, form.getValue().get(0), form.getValue().get(1),
                            "If-None-Match: " + tag).hasStatus(own ? 304 : 200);
                    assertThat(answer.header("Vary")).isEqualTo(VARY);
                    assertThat(answer.header("ETag").replace("W/", "")).isEqualTo(form.getKey());
                    assertThat(own && answer.has("Content-Encoding")).isFalse();
                }
            }
        }
    }

    @Test
    void theTagOfAPageThatIsMadeAndCodedIsWeak() throws Exception {
        SITE.strongTag("/page.html");
        String tag = SITE.get("/page.html", SHOW, accept("br")).header("ETag");
        assertThat(tag).startsWith("W/\"").endsWith("-br\"");
        SITE.get("/page.html", SHOW, accept("br"), "If-Match: " + tag).hasStatus(412);
        SITE.get("/page.html", SHOW, accept("br"), "If-Match: *").hasStatus(200);
    }

    @Test
    void rangesAreNeverCoded() throws Exception {
        SITE.strongTag("/page.html");
        RawResponse whole = SITE.get("/page.html", SHOW).hasStatus(200);
        int length = whole.body().length;
        RawResponse end = SITE.get("/page.html", SHOW, accept("br"), "Range: bytes=-9").hasStatus(206);
        assertThat(end.text()).isEqualTo("</script>");
        assertThat(end.has("Content-Encoding")).isFalse();
        assertThat(end.header("Vary")).isEqualTo(VARY);
        assertThat(end.header("Content-Range"))
                .isEqualTo("bytes " + (length - 9) + "-" + (length - 1) + "/" + length);
        assertThat(end.header("ETag")).isEqualTo(whole.header("ETag"));
        SITE.get("/page.html", SHOW, accept("br"), "Range: bytes=0-2", "If-Range: " + whole.header("ETag"))
                .hasStatus(206);
        String coded = SITE.get("/page.html", SHOW, accept("br")).header("ETag");
        for (String other : List.of(coded, coded.substring(2), SITE.strongTag("/page.html"))) {
            RawResponse again = SITE.get("/page.html", SHOW, accept("br"), "Range: bytes=0-2", "If-Range: " + other)
                    .hasStatus(200);
            assertThat(again.has("Content-Encoding")).isFalse();
            assertThat(again.text()).isEqualTo(whole.text());
        }
        SITE.get("/page.html", SHOW, accept("br"), "Range: bytes=" + length + "-").hasStatus(416);
    }

    @Test
    void whatIsNotWorthItStaysAsItIs() throws Exception {
        RawResponse small = SITE.get("/small.html", SHOW, accept("br")).hasStatus(200);
        assertThat(small.text()).startsWith("<p>small").contains(SCRIPT);
        assertThat(small.header("Vary")).isEqualTo("Sec-Fetch-Dest, Accept");
    }

    @ParameterizedTest
    @CsvSource({"/wide.html", "/declared.html", "/listing.txt"})
    void aFileThatIsNoPageForTheScriptIsCodedAsItIs(String target) throws Exception {
        SITE.strongTag(target);
        RawResponse shown = SITE.get(target, SHOW, accept("gzip")).hasStatus(200);
        assertThat(shown.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(shown.has("Porthole-Live-Reload")).isFalse();
        assertThat(Decoding.decode("gzip", shown.body())).isEqualTo(SITE.get(target).body());
    }

    @Test
    void anEditIsSeenAtOnceAndEachVersionIsEncodedOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            String text = "<p>" + i + TEXT + "x".repeat(i);
            SITE.folder().writeNow("edited.html", text.getBytes(StandardCharsets.UTF_8));
            assertThat(decoded(SITE.get("/edited.html", SHOW, accept("br")))).startsWith(text).contains(SCRIPT);
            SITE.strongTag("/edited.html");
            for (int j = 0; j < 5; j++) {
                assertThat(decoded(SITE.get("/edited.html", SHOW, accept("br")))).startsWith(text).contains(SCRIPT);
            }
        }
        // Each answer tells how long it took to encode: had it been done twice, there would be two times.
        List<String> facts = SITE.recorder().all(ResponseFinished.class).stream()
                .filter(event -> "edited.html".equals(event.file()) && event.why().detail().startsWith("br"))
                .map(event -> event.why().detail())
                .toList();
        assertThat(facts).hasSize(15);
        assertThat(facts.stream().distinct()).hasSize(3);
        assertThat(CodingFact.of(facts.getLast()).orElseThrow().plainLength())
                .isEqualTo(SITE.get("/edited.html", SHOW).body().length);
    }
}
