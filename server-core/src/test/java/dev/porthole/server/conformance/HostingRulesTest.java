package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.Rule;
import dev.porthole.server.http.HostingRules;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hosting services do besides sending files, where the site asks for it; and nothing of it where not. */
class HostingRulesTest {

    private static void fill(ServedFolder folder) throws Exception {
        folder.file("index.html", "<p>home</p>");
        folder.file("about.html", "<p>about</p>");
        folder.file("both.html", "<p>page</p>");
        folder.file("both/index.html", "<p>folder</p>");
        folder.file("sub/deep.html", "<p>deep</p>");
        folder.file("sub/index.html", "<p>sub</p>");
        folder.file("ünü.html", "<p>name</p>");
        folder.file("app.js", "1");
        folder.file(".hidden", "secret");
    }

    @RegisterExtension
    static final Site PLAIN = Site.serving(HostingRulesTest::fill);

    @RegisterExtension
    static final Site SINGLE = Site.serving(HostingRulesTest::fill)
            .with(SiteOptions.DEFAULT.withRules(HostingRules.NONE.withFallback(true)));

    @RegisterExtension
    static final Site CLEAN = Site.serving(HostingRulesTest::fill)
            .with(SiteOptions.DEFAULT.withRules(HostingRules.NONE.withCleanUrls(true)));

    @RegisterExtension
    static final Site OPEN = Site.serving(HostingRulesTest::fill)
            .with(SiteOptions.DEFAULT.withRules(HostingRules.NONE.withShared(true).withIsolated(true)));

    @ParameterizedTest
    @ValueSource(strings = {"/users/7", "/users/7?tab=a", "/about", "/sub/none", "/none/"})
    void aPathOfThePageItselfGetsThePage(String target) throws Exception {
        RawResponse answer = SINGLE.get(target).hasStatus(200);
        assertThat(answer.text()).isEqualTo("<p>home</p>");
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        PLAIN.get(target).hasStatus(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/missing.js", "/img/none.png", "/.hidden", "/.git/config"})
    void whatHasAnEndingOrIsHiddenIsStillMissing(String target) throws Exception {
        SINGLE.get(target).hasStatus(404);
    }

    @Test
    void aFileThatComesIntoBeingIsSeenAtOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(SINGLE.get("/later").hasStatus(200).text()).isEqualTo("<p>home</p>");
        }
        SINGLE.folder().writeNow("later", "now".getBytes(StandardCharsets.UTF_8));
        assertThat(SINGLE.get("/later").hasStatus(200).text()).isEqualTo("now");
    }

    @Test
    void thePageForEveryPathHasItsOwnValidators() throws Exception {
        String tag = SINGLE.get("/").hasStatus(200).header("ETag");
        RawResponse answer = SINGLE.get("/users/7", "If-None-Match: " + tag);
        answer.hasStatus(304);
        SINGLE.get("/users/7", "Range: bytes=0-2").hasStatus(206);
    }

    @ParameterizedTest
    @CsvSource({"/about, <p>about</p>", "/sub/deep?x=1, <p>deep</p>", "/%C3%BCn%C3%BC, <p>name</p>",
            "/both/, <p>folder</p>", "/both.html, <p>page</p>", "/, <p>home</p>", "/app.js, 1"})
    void aPageIsFoundWithoutItsEnding(String target, String text) throws Exception {
        assertThat(CLEAN.get(target).hasStatus(200).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"/about.html, /about", "/about.html?a=1&b=2, /about?a=1&b=2", "/sub/deep.html, /sub/deep",
            "/index.html, /", "/sub/index.html?q, /sub/?q", "/%C3%BCn%C3%BC.html, /%C3%BCn%C3%BC",
            "//about.html, /about"})
    void anAddressWithItsEndingLeadsToTheOneWithout(String target, String location) throws Exception {
        RawResponse answer = CLEAN.get(target).hasStatus(307);
        assertThat(answer.header("Location")).isEqualTo(location);
        PLAIN.get(target).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/about/", "/app", "/.hidden", "/sub/deep.htm"})
    void whatIsNoPageIsMissing(String target) throws Exception {
        CLEAN.get(target).hasStatus(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/about.html", "/none", "/sub"})
    void everyAnswerOfAnOpenSiteSaysSo(String target) throws Exception {
        for (int i = 0; i < 3; i++) {
            RawResponse answer = OPEN.get(target);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Embedder-Policy")).isEqualTo("require-corp");
        }
        String head = PLAIN.get(target).head();
        assertThat(head).doesNotContain("Access-Control", "Cross-Origin");
    }

    @Test
    void aPreflightIsAnswered() throws Exception {
        RawResponse answer = OPEN.ask("OPTIONS", "/about.html", "Origin: http://elsewhere",
                "Access-Control-Request-Method: GET").hasStatus(200);
        assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("*");
    }

    @Test
    void tellsTheRuleThatDecided() throws Exception {
        assertThat(rule(SINGLE, "/users/7")).isEqualTo(Rule.FALLBACK);
        assertThat(rule(CLEAN, "/about")).isEqualTo(Rule.CLEAN_URL);
        assertThat(rule(CLEAN, "/about.html")).isEqualTo(Rule.CLEAN_URL_REDIRECT);
    }

    private static Rule rule(Site site, String target) throws Exception {
        try (RawClient client = site.connect()) {
            ConnectionOpened opened = site.recorder().opened(client);
            client.send(site.request("GET", target)).readAnswerTo("GET");
            return site.recorder().finished(opened).why().rule();
        }
    }
}
