package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a visitor reads when something is wrong. */
class ErrorPageTest {

    private static final String CHINESE = "请输入正确的url";

    @RegisterExtension
    static final Site SITE = Site.serving(ServedFolder::letters);

    @RegisterExtension
    static final Site CUSTOM = Site.serving(folder -> {
        folder.letters();
        folder.file("404.html", "<h1>gone fishing – 钓鱼</h1>");
        folder.file("sub/404.html", "<h1>the wrong one</h1>");
    });

    @ParameterizedTest(name = "error-page.chinese: {0}")
    @ValueSource(strings = {"zh", "zh-CN", "ZH-cn", "zh-Hans-CN", "zh-CN,zh;q=0.9,en;q=0.8",
        "en;q=0.1, zh;q=0.9", "tlh, zh;q=0.5", "zh;q=1.0,*;q=0.1"})
    void aChineseVisitorIsToldInChinese(String languages) throws Exception {
        RawResponse response = SITE.get("/missing", "Accept-Language: " + languages).hasStatus(404);
        assertThat(response.text()).contains(CHINESE);
        assertThat(response.header("Content-Type")).isEqualToIgnoringCase("text/html; charset=utf-8");
        assertThat(response.header("Content-Length")).as("counts bytes, not characters")
                .isEqualTo(String.valueOf(response.text().getBytes(UTF_8).length));
        assertThat(response.tokens("Vary")).contains("accept-language");
    }

    @ParameterizedTest(name = "error-page.english: {0}")
    @ValueSource(strings = {"en", "en-GB,en;q=0.9,zh;q=0.1", "zh;q=0", "zh;q=0, en", "en, zh", "", ";;;,,q=",
        "*", "fr", "zzh", "zh;q=nonsense, en"})
    void everybodyElseIsToldInEnglish(String languages) throws Exception {
        RawResponse response = SITE.get("/missing", "Accept-Language: " + languages).hasStatus(404);
        assertThat(response.text()).doesNotContain(CHINESE);
        assertThat(response.header("Content-Type")).isEqualToIgnoringCase("text/html; charset=utf-8");
        assertThat(response.tokens("Vary")).contains("accept-language");
    }

    @Test
    @DisplayName("error-page.english: no Accept-Language")
    void withoutAPreferenceThePageIsEnglish() throws Exception {
        RawResponse response = SITE.get("/missing").hasStatus(404);
        assertThat(response.text()).doesNotContain(CHINESE).contains("404");
        assertThat(response.tokens("Vary")).contains("accept-language");
    }

    @Test
    @DisplayName("error-page.no-validators")
    void anErrorPageIsNotVouchedFor() throws Exception {
        RawResponse response = SITE.get("/missing").hasStatus(404);
        assertThat(response.has("ETag")).isFalse();
        assertThat(response.has("Last-Modified")).isFalse();
    }

    @ParameterizedTest(name = "path.xss-404: {0}")
    @ValueSource(strings = {"/<script>alert(1)</script>", "/%3Cscript%3Ealert(1)%3C/script%3E",
        "/\"onload=\"alert(1)", "/%22onload=%22alert(1)", "/x?<script>alert(1)</script>",
        "/'><img%20src=x%20onerror=alert(1)>", "/%26lt;script%3E", "/<script>alert(1)</script>/%zz"})
    void noPageIsMadeOfWhatTheVisitorTyped(String target) throws Exception {
        for (String language : new String[] {"en", "zh"}) {
            RawResponse response = SITE.get(target, "Accept-Language: " + language).hasStatusIn(400, 404);
            assertThat(response.text()).doesNotContain("<script>alert", "<img src", "\"onload=");
        }
    }

    @Test
    @DisplayName("path.xss-404: method, header and host")
    void noPageIsMadeOfOtherPartsOfTheRequest() throws Exception {
        String script = "<script>alert(1)</script>";
        assertThat(SITE.raw("GET / " + script + "\r\n\r\n").text()).doesNotContain(script);
        assertThat(SITE.raw("GET / HTTP/1.1\r\nHost: " + script + "\r\n\r\n").text()).doesNotContain(script);
        assertThat(SITE.get("/", "Expect: " + script).text()).doesNotContain(script);
        assertThat(SITE.get("/", script).text()).doesNotContain(script);
    }

    @Test
    @DisplayName("custom-404")
    void theSitesOwnPageIsServedWithStatus404() throws Exception {
        for (String target : new String[] {"/missing", "/sub/missing", "/.git/config", "/letters.txt/"}) {
            RawResponse response = CUSTOM.get(target, "Accept-Language: zh").hasStatus(404);
            assertThat(response.text()).isEqualTo("<h1>gone fishing – 钓鱼</h1>");
            assertThat(response.header("Content-Type")).isEqualToIgnoringCase("text/html; charset=utf-8");
            assertThat(response.header("Content-Length"))
                    .isEqualTo(String.valueOf(response.text().getBytes(UTF_8).length));
        }
        CUSTOM.get("/404.html").hasStatus(200);
    }

    @Test
    @DisplayName("custom-404: HEAD")
    void headOfTheSitesOwnPageHasItsLength() throws Exception {
        RawResponse get = CUSTOM.get("/missing").hasStatus(404);
        RawResponse head = CUSTOM.head("/missing").hasStatus(404);
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    }

    @ParameterizedTest(name = "custom-404: {0}")
    @ValueSource(strings = {"Range: bytes=0-1", "If-None-Match: *", "If-Match: \"x\"",
        "If-Modified-Since: Fri, 31 Dec 2027 23:59:59 GMT",
        "If-Unmodified-Since: Thu, 01 Jan 1998 00:00:00 GMT"})
    void aMissingFileHasNeitherRangesNorPreconditions(String line) throws Exception {
        assertThat(CUSTOM.get("/missing", line).hasStatus(404).text()).contains("gone fishing");
        SITE.get("/missing", line).hasStatus(404);
    }

    @Test
    @DisplayName("custom-404: in step")
    void theConnectionIsInStepAfterTheSitesOwnPage() throws Exception {
        try (RawClient client = CUSTOM.connect()) {
            client.send(CUSTOM.request("GET", "/missing") + CUSTOM.request("HEAD", "/missing")
                    + CUSTOM.request("GET", "/letters.txt"));
            client.read().hasStatus(404);
            client.readAnswerTo("HEAD").hasStatus(404);
            assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
        }
    }
}
