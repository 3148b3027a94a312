package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.FieldOrigin;
import dev.porthole.server.hosting.HeaderRule;
import dev.porthole.server.http.HostingRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header fields that the user adds: on every answer they belong to, from memory and from the disk, and on no other. */
class OwnHeadersTest {

    private static final String KEPT = "max-age=31536000, immutable";
    private static final int LARGE = 300_000;

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.file("index.html", "<p>home</p>");
        folder.file("assets/app.js", "12345678");
        folder.file("assets/large.bin", "x".repeat(LARGE));
        folder.file("assets/game.wasm", "wasm");
        folder.file("assets/sub/index.html", "sub");
        folder.file("404.html", "gone");
    }).with(SiteOptions.DEFAULT.withRules(HostingRules.NONE.withShared(true).withHeaders(List.of(
            new HeaderRule("/*", "X-Frame-Options", "DENY"),
            new HeaderRule("/*", "Vary", "Origin"),
            new HeaderRule("/assets/*", "Cache-Control", KEPT),
            new HeaderRule("*.wasm", "Content-Type", "application/octet-stream"),
            new HeaderRule("*.bin", "content-type", "text/plain"),
            new HeaderRule("/assets/*", "Access-Control-Allow-Origin", "https://a.example"),
            new HeaderRule("/assets/app.js", "X-Frame-Options", "SAMEORIGIN")))));

    @ParameterizedTest
    @ValueSource(strings = {"/assets/app.js", "/assets/app.js?x", "/assets/large.bin"})
    void aFileHasThemWhereverItComesFrom(String target) throws Exception {
        String tag = SITE.strongTag(target);
        for (int i = 0; i < 3; i++) {
            RawResponse whole = SITE.get(target).hasStatus(200);
            assertThat(whole.values("Cache-Control")).containsExactly(KEPT);
            assertThat(whole.values("Access-Control-Allow-Origin")).containsExactly("https://a.example");
            assertThat(whole.values("X-Frame-Options"))
                    .containsExactly(target.contains("app.js") ? "SAMEORIGIN" : "DENY");
            assertThat(whole.values("ETag")).containsExactly(tag);
            RawResponse part = SITE.get(target, "Range: bytes=0-2").hasStatus(206);
            assertThat(part.values("Cache-Control")).containsExactly(KEPT);
            assertThat(part.values("Content-Type")).isEqualTo(whole.values("Content-Type"));
            RawResponse same = SITE.get(target, "If-None-Match: " + tag).hasStatus(304);
            assertThat(same.values("Cache-Control")).containsExactly(KEPT);
            assertThat(same.values("Vary")).containsExactly("Origin");
            assertThat(same.has("Content-Type")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/none.js", "/assets/sub", "/assets/"})
    void whatIsNoFileIsNeverKeptForAYear(String target) throws Exception {
        RawResponse answer = SITE.get(target);
        assertThat(answer.status()).isIn(200, 307, 404);
        assertThat(answer.values("Cache-Control")).containsExactly("no-cache");
        assertThat(answer.values("X-Frame-Options")).containsExactly("DENY");
    }

    @Test
    void aTypeIsTheOneOfTheRule() throws Exception {
        RawResponse answer = SITE.get("/assets/game.wasm").hasStatus(200);
        assertThat(answer.values("Content-Type")).containsExactly("application/octet-stream");
        assertThat(SITE.get("/assets/large.bin").values("Content-Type")).containsExactly("text/plain");
        RawResponse parts = SITE.get("/assets/large.bin", "Range: bytes=0-1,5-6").hasStatus(206);
        assertThat(parts.header("Content-Type")).startsWith("multipart/byteranges");
        assertThat(parts.text()).contains("Content-Type: text/plain\r\n");
        assertThat(SITE.get("/assets/none.wasm").hasStatus(404).header("Content-Type")).startsWith("text/html");
    }

    @Test
    void varyIsAddedToTheServersOwn() throws Exception {
        assertThat(SITE.get("/assets/").hasStatus(200).values("Vary")).containsExactly("Accept-Language", "Origin");
    }

    @Test
    void tellsWhereEachLineComesFrom() throws Exception {
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/assets/app.js")).readAnswerTo("GET");
            assertThat(SITE.recorder().finished(opened).why().origins()).contains(
                    new FieldOrigin("Cache-Control", KEPT, FieldOrigin.Source.OWN_RULE, "/assets/*"),
                    new FieldOrigin("X-Frame-Options", "SAMEORIGIN", FieldOrigin.Source.OWN_RULE, "/assets/app.js"));
        }
    }
}
