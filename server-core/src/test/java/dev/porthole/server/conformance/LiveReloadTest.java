package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a page with the script of live reload and who gets the file, in every kind of answer. */
class LiveReloadTest {

    private static final String SHOW = "Sec-Fetch-Dest: document";
    private static final String SHOW_OVER_LAN = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String SCRIPT = "<script src=\"/.porthole/reload.js\"";

    private static void fill(ServedFolder folder) throws Exception {
        folder.file("whole.html", "<!doctype html><html><head><title>t</title></head><body><p>p</body></html>");
        folder.file("bare.html", "<p>bare");
        folder.file("empty.html", "");
        folder.file("bom.html", "\ufeff<p>bom");
        folder.file("wide.html", "\ufeff<p>wide".getBytes(StandardCharsets.UTF_16LE));
        folder.file("large.html", "<p>" + "x".repeat(300_000));
        folder.file("huge.html", "<p>" + "x".repeat(5 << 20));
        folder.file("strict.xhtml", "<html xmlns='http://www.w3.org/1999/xhtml'/>");
        folder.file("style.css", "p {}");
        folder.file("sub/index.html", "<p>index");
        folder.file("list/one.txt", "1");
        folder.file("it's \"quoted\".html", "<p>name");
    }

    @RegisterExtension
    static final Site LIVE = Site.serving(LiveReloadTest::fill).with(SiteOptions.DEFAULT.withLiveReload(true));

    @RegisterExtension
    static final Site OWN_404 = Site.serving(folder -> folder.file("404.html", "<p>own"))
            .with(SiteOptions.DEFAULT.withLiveReload(true));

    @RegisterExtension
    static final Site PLAIN = Site.serving(LiveReloadTest::fill);

    @ParameterizedTest
    @ValueSource(strings = {"/whole.html", "/bare.html", "/empty.html", "/bom.html", "/large.html", "/sub/"})
    void whoShowsAPageGetsItWithTheScriptAtItsEnd(String target) throws Exception {
        byte[] file = LIVE.get(target).hasStatus(200).body();
        for (String shown : List.of(SHOW, SHOW_OVER_LAN, "Sec-Fetch-Dest: iframe", "Sec-Fetch-Dest: frame")) {
            RawResponse answer = LIVE.get(target, shown).hasStatus(200);
            assertThat(Arrays.copyOf(answer.body(), file.length)).isEqualTo(file);
            String added = new String(answer.body(), file.length, answer.body().length - file.length,
                    StandardCharsets.UTF_8);
            assertThat(added).startsWith(SCRIPT).endsWith("></script>");
            assertThat(answer.header("Porthole-Live-Reload")).isNotEmpty();
            RawResponse head = LIVE.head(target, shown).hasStatus(200);
            assertThat(head.header("Content-Length")).isEqualTo(answer.header("Content-Length"));
            assertThat(head.header("Vary")).isEqualTo(answer.header("Vary")).isEqualTo("Sec-Fetch-Dest, Accept");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/whole.html | Sec-Fetch-Dest: empty", "/whole.html | Accept: */*", "/whole.html | X-Nothing: 1",
        "/whole.html | Sec-Fetch-Dest: embed", "/wide.html | Sec-Fetch-Dest: document",
        "/huge.html | Sec-Fetch-Dest: document", "/strict.xhtml | Sec-Fetch-Dest: document",
        "/style.css | Sec-Fetch-Dest: document", "/list/one.txt | Sec-Fetch-Dest: document"})
    void everyoneElseGetsTheFile(String target, String line) throws Exception {
        for (int i = 0; i < 3; i++) {
            RawResponse answer = LIVE.get(target, line).hasStatus(200);
            assertThat(answer.body()).isEqualTo(PLAIN.get(target).body());
            assertThat(answer.has("Porthole-Live-Reload")).isFalse();
        }
    }

    @Test
    void bothHaveTagsOfTheirOwnAndNoneIsTakenForTheOther() throws Exception {
        String plain = LIVE.strongTag("/whole.html");
        String shown = LIVE.get("/whole.html", SHOW).header("ETag");
        assertThat(shown).startsWith("\"").isNotEqualTo(plain);
        LIVE.get("/whole.html", SHOW, "If-None-Match: " + plain).hasStatus(200);
        LIVE.get("/whole.html", "If-None-Match: " + shown).hasStatus(200);
        for (String method : new String[] {"GET", "HEAD"}) {
            LIVE.ask(method, "/whole.html", "If-None-Match: " + plain).hasStatus(304);
            RawResponse same = LIVE.ask(method, "/whole.html", SHOW, "If-None-Match: " + shown).hasStatus(304);
            assertThat(same.header("ETag")).isEqualTo(shown);
            assertThat(same.header("Vary")).isEqualTo("Sec-Fetch-Dest, Accept");
        }
        LIVE.get("/whole.html", SHOW, "If-Match: " + plain).hasStatus(412);
        LIVE.get("/whole.html", SHOW, "If-Match: " + shown).hasStatus(200);
    }

    @Test
    void aDateNeverVouchesForThePageWithTheScript() throws Exception {
        String date = LIVE.get("/whole.html").header("Last-Modified");
        LIVE.get("/whole.html", "If-Modified-Since: " + date).hasStatus(304);
        RawResponse shown = LIVE.get("/whole.html", SHOW, "If-Modified-Since: " + date).hasStatus(200);
        assertThat(shown.has("Last-Modified")).isFalse();
    }

    @Test
    void rangesAreThoseOfTheLongerPage() throws Exception {
        byte[] page = LIVE.get("/bare.html", SHOW).body();
        String tag = LIVE.get("/bare.html", SHOW).header("ETag");
        RawResponse end = LIVE.get("/bare.html", SHOW, "Range: bytes=-20").hasStatus(206);
        assertThat(end.body()).isEqualTo(Arrays.copyOfRange(page, page.length - 20, page.length));
        assertThat(end.header("Content-Range"))
                .isEqualTo("bytes " + (page.length - 20) + "-" + (page.length - 1) + "/" + page.length);
        assertThat(end.header("ETag")).isEqualTo(tag);
        assertThat(end.has("Porthole-Live-Reload")).isTrue();
        LIVE.get("/bare.html", SHOW, "Range: bytes=0-3", "If-Range: " + tag).hasStatus(206);
        RawResponse whole = LIVE.get("/bare.html", SHOW, "Range: bytes=0-3",
                "If-Range: " + LIVE.strongTag("/bare.html")).hasStatus(200);
        assertThat(whole.body()).isEqualTo(page);
        RawResponse several = LIVE.get("/bare.html", SHOW, "Range: bytes=0-1,5-6").hasStatus(206);
        assertThat(several.text()).contains("Content-Range: bytes 0-1/" + page.length);
        LIVE.get("/bare.html", SHOW, "Range: bytes=" + page.length + "-").hasStatus(416);
        // And those of the file for a download that goes on.
        RawResponse file = LIVE.get("/bare.html", "Range: bytes=0-").hasStatus(206);
        assertThat(file.text()).isEqualTo("<p>bare");
    }

    @Test
    void pagesOfTheServerAreToldToo() throws Exception {
        for (String target : new String[] {"/list/", "/", "/missing", "/missing.html", "/list/none/"}) {
            RawResponse shown = LIVE.get(target, SHOW);
            assertThat(shown.text()).contains(SCRIPT).endsWith("></script>");
            assertThat(shown.header("Content-Security-Policy")).contains("script-src 'self'", "connect-src 'self'");
            assertThat(shown.header("Vary")).isEqualTo("Accept-Language, Sec-Fetch-Dest, Accept");
            assertThat(LIVE.head(target, SHOW).header("Content-Length")).isEqualTo(shown.header("Content-Length"));
            RawResponse read = LIVE.get(target);
            assertThat(read.text()).doesNotContain(SCRIPT);
            assertThat(read.header("Content-Security-Policy")).isEqualTo(
                    PLAIN.get(target).header("Content-Security-Policy"));
        }
        RawResponse own = OWN_404.get("/nothing", SHOW).hasStatus(404);
        assertThat(own.text()).startsWith("<p>own").contains(SCRIPT).contains("data-file=\"/nothing\"");
        assertThat(OWN_404.get("/nothing").hasStatus(404).text()).isEqualTo("<p>own");
    }

    @Test
    void aNameCannotBreakOutOfTheScript() throws Exception {
        String text = LIVE.get("/it's%20%22quoted%22.html", SHOW).hasStatus(200).text();
        assertThat(text).endsWith(
                "data-file=\"/it&#39;s%20%22quoted%22.html\" async></script>");
    }

    @Test
    void theFileIsNeverTouched() throws Exception {
        byte[] before = Files.readAllBytes(LIVE.folder().path("whole.html"));
        LIVE.get("/whole.html", SHOW).hasStatus(200);
        assertThat(Files.readAllBytes(LIVE.folder().path("whole.html"))).isEqualTo(before);
    }

    @Test
    void withoutLiveReloadNothingIsDifferent() throws Exception {
        RawResponse shown = PLAIN.get("/whole.html", SHOW).hasStatus(200);
        assertThat(shown.text()).doesNotContain(SCRIPT);
        assertThat(shown.has("Vary")).isFalse();
        PLAIN.get("/.porthole/reload.js").hasStatus(404);
        PLAIN.get("/.porthole/reload").hasStatus(404);
    }

    @Test
    void theScriptIsNotAskedForTwice() throws Exception {
        RawResponse script = LIVE.get("/.porthole/reload.js").hasStatus(200);
        assertThat(script.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        LIVE.get("/.porthole/reload.js", "If-None-Match: " + script.header("ETag")).hasStatus(304);
    }
}
