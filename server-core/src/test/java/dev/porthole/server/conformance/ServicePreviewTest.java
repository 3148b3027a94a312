package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.http.HostingRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder answered as hosting services would answer it, and changes of their files of rules seen at once. */
class ServicePreviewTest {

    private static void fill(ServedFolder folder) throws Exception {
        folder.file("index.html", "home");
        folder.file("file.html", "file");
        folder.file("folder/index.html", "folder");
        folder.file("both.html", "both page");
        folder.file("both/index.html", "both folder");
        folder.file("bare/x.txt", "x");
        folder.file("style.css", "a{}");
        folder.file("Big.txt", "big");
        folder.file(".env", "secret");
    }

    private static void fillWithRules(ServedFolder folder) throws Exception {
        fill(folder);
        folder.file("404.html", "gone");
        folder.file("en/404.html", "en gone");
        folder.file("_headers", "/*\n  X-All: 1\n/style.css\n  X-Style: 2\n  Cache-Control: max-age=60\n");
        folder.file("_redirects", """
                /old/* /new/:splat 301
                /style.css /elsewhere 302
                /forced.css /file 302!
                /show /folder/ 200
                /deep/* /file.html 200
                /en/* /en/404.html 404
                /away https://example.com/there 308
                /dup/* //evil.example
                /user/:id /file?id=:id 302
                /x/* /:splat/y
                """);
    }

    private static SiteOptions as(HostingService service, String base) {
        return SiteOptions.DEFAULT.withRules(HostingRules.NONE.withService(service).withBasePath(base));
    }

    @RegisterExtension
    static final Site GITHUB = Site.serving(ServicePreviewTest::fill)
            .with(as(HostingService.GITHUB_PAGES, "/repo/"));

    @RegisterExtension
    static final Site NETLIFY = Site.serving(ServicePreviewTest::fillWithRules)
            .with(as(HostingService.NETLIFY, "/"));

    @RegisterExtension
    static final Site CLOUDFLARE = Site.serving(folder -> {
        fillWithRules(folder);
        Files.delete(folder.path("404.html"));
        folder.file("_headers", "/*\n  X-All: 1\n/style.css\n  ! X-All\n  ! Cache-Control\n");
    }).with(as(HostingService.CLOUDFLARE_PAGES, "/"));

    @ParameterizedTest
    @CsvSource({
        "/repo/, 200, home", "/repo, 307, /repo/", "/repo?a=1, 307, /repo/?a=1", "/, 404,", "/style.css, 404,",
        "/repo/style.css, 200, a{}", "/repo/file, 200, file", "/repo/file/, 404,", "/repo/file.html, 200, file",
        "/repo/folder, 301, /repo/folder/", "/repo/folder?q, 301, /repo/folder/?q", "/repo/folder/, 200, folder",
        "/repo/folder/index.html, 200, folder", "/repo/both, 200, both page", "/repo/both/, 200, both folder",
        "/repo/bare/, 404,", "/repo/big.txt, 404,", "/repo/.env, 404,", "/repository/, 404,",
        "/repo/../repo/style.css, 200, a{}", "//repo//style.css, 200, a{}"})
    void gitHubPages(String target, int status, String expected) throws Exception {
        check(GITHUB, target, status, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/file, 200, file", "/file/, 301, /file", "/file.html, 200, file", "/folder, 301, /folder/",
        "/folder/, 200, folder", "/both, 200, both page", "/both/, 301, /both", "/bare/, 404, gone",
        "/_headers, 404, gone", "/_redirects, 404, gone", "/old/a/b?q=1, 301, /new/a/b?q=1", "/style.css, 200, a{}",
        "/forced.css, 302, /file", "/show, 200, folder", "/show?x=1, 200, folder", "/deep/a/b, 200, file",
        "/en/none, 404, en gone", "/away?q=1, 308, https://example.com/there?q=1", "/dup/x, 404, gone",
        "/user/a%2F%2Fb, 302, /file?id=a%2F%2Fb", "/x/, 301, /y", "/x//evil.example, 301, /evil.example/y",
        "/old//evil.example, 301, /new/evil.example", "/old/%0d%0aX:1, 301, /new/%0D%0AX%3A1",
        "/old/%5Cevil.example, 301, /new/%5Cevil.example"})
    void netlify(String target, int status, String expected) throws Exception {
        check(NETLIFY, target, status, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/file, 200, file", "/file/, 308, /file", "/file.html?a=1, 308, /file?a=1", "/folder, 308, /folder/",
        "/folder/index.html, 308, /folder/", "/index.html, 308, /", "/index, 308, /", "/both, 200, both page",
        "/both/, 200, both folder", "/bare/, 200, home", "/some/deep/path, 200, home", "/_headers, 200, home",
        "/style.css, 302, /elsewhere", "/old/a, 301, /new/a", "/forced.css, 200, home", "/show, 200, folder",
        "/en/none, 404, en gone"})
    void cloudflarePages(String target, int status, String expected) throws Exception {
        check(CLOUDFLARE, target, status, expected);
    }

    private static void check(Site site, String target, int status, String expected) throws Exception {
        RawResponse answer = site.get(target).hasStatus(status);
        if (status >= 300 && status < 400) {
            assertThat(answer.header("Location")).isEqualTo(expected);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        } else if (expected != null) {
            assertThat(answer.text()).isEqualTo(expected);
        }
    }

    @Test
    void eachServiceSendsItsOwnFields() throws Exception {
        assertThat(GITHUB.get("/repo/file").header("Cache-Control")).isEqualTo("max-age=600");
        assertThat(NETLIFY.get("/file").header("Cache-Control")).isEqualTo("public,max-age=0,must-revalidate");
        assertThat(NETLIFY.get("/style.css").header("Cache-Control")).isEqualTo("max-age=60");
        assertThat(NETLIFY.get("/style.css").header("X-Style")).isEqualTo("2");
        assertThat(NETLIFY.get("/none").hasStatus(404).header("X-All")).isEqualTo("1");
        assertThat(CLOUDFLARE.get("/file").header("Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Big.txt", "/folder/"})
    void whatWasInMemoryFollowsTheFileOfRules(String target) throws Exception {
        NETLIFY.strongTag(target);
        for (int i = 0; i < 5; i++) {
            NETLIFY.folder().writeNow(
                    "_headers", ("/*\n  X-All: " + i + "\n").getBytes(StandardCharsets.UTF_8));
            for (int j = 0; j < 3; j++) {
                assertThat(NETLIFY.get(target).hasStatus(200).header("X-All")).isEqualTo(String.valueOf(i));
            }
        }
        Files.delete(NETLIFY.folder().path("_headers"));
        assertThat(NETLIFY.get(target).hasStatus(200).has("X-All")).isFalse();
        NETLIFY.folder().writeNow("_headers", "/*\n  X-All: 1\n/style.css\n  X-Style: 2\n  Cache-Control: max-age=60\n"
                .getBytes(StandardCharsets.UTF_8));
        assertThat(NETLIFY.get(target).hasStatus(200).header("X-All")).isEqualTo("1");
    }

    @Test
    void aForcedRuleOutranksWhatIsInMemory() throws Exception {
        byte[] before = Files.readAllBytes(NETLIFY.folder().path("_redirects"));
        NETLIFY.strongTag("/Big.txt");
        NETLIFY.get("/Big.txt").hasStatus(200);
        NETLIFY.folder().writeNow("_redirects", "/Big.txt /file 301!\n".getBytes(StandardCharsets.UTF_8));
        assertThat(NETLIFY.get("/Big.txt").hasStatus(301).header("Location")).isEqualTo("/file");
        NETLIFY.folder().writeNow("_redirects", before);
        NETLIFY.get("/Big.txt").hasStatus(200);
    }

    @Test
    void tellsTheLineThatDecided() throws Exception {
        assertThat(why(NETLIFY, "/old/a")).isEqualTo(Why.of(Rule.REDIRECT_RULE, "1: /old/* → /new/:splat"));
        assertThat(why(NETLIFY, "/show")).isEqualTo(Why.of(Rule.REWRITE_RULE, "4: /show → /folder/"));
        assertThat(why(NETLIFY, "/en/x")).isEqualTo(Why.of(Rule.ERROR_RULE, "6: /en/* → /en/404.html"));
        assertThat(why(GITHUB, "/x")).isEqualTo(Why.of(Rule.OUTSIDE_BASE, "/repo/"));
    }

    private static Why why(Site site, String target) throws Exception {
        try (RawClient client = site.connect()) {
            ConnectionOpened opened = site.recorder().opened(client);
            client.send(site.request("GET", target)).readAnswerTo("GET");
            Why why = site.recorder().finished(opened).why();
            return Why.of(why.rule(), why.detail());
        }
    }
}
