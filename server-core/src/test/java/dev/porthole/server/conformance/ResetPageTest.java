package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page on which a browser forgets a site, and who can make it do so. */
class ResetPageTest {

    @RegisterExtension
    static final Site SITE = Site.serving(ServedFolder::letters);

    @Test
    void withoutATokenThereIsOnlyAButton() throws Exception {
        for (String query : new String[] {"", "?token=", "?token=0123456789abcdef0123456789abcdef", "?x"}) {
            RawResponse page = SITE.get("/.porthole/reset" + query).hasStatus(200);
            assertThat(page.text()).contains("<button id=\"reset\">").doesNotContain("data-now");
            assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
            assertThat(page.has("Clear-Site-Data")).isFalse();
        }
    }

    @Test
    void aTokenIsGoodForOnce() throws Exception {
        String first = SITE.resetPath();
        String path = SITE.resetPath();
        assertThat(SITE.get(first).text()).doesNotContain("data-now");
        SITE.head(path).hasStatus(200);
        assertThat(SITE.get(path).hasStatus(200).text()).contains("data-now");
        assertThat(SITE.get(path).hasStatus(200).text()).doesNotContain("data-now");
    }

    @Test
    void noOtherSiteCanMakeABrowserForget() throws Exception {
        for (String site : new String[] {"cross-site", "same-site", "none"}) {
            assertThat(SITE.get("/.porthole/reset-data", "Sec-Fetch-Site: " + site).has("Clear-Site-Data")).isFalse();
        }
        assertThat(SITE.get("/.porthole/reset-data").has("Clear-Site-Data")).isFalse();
        assertThat(SITE.get("/.porthole/reset-data", "Sec-Fetch-Site: same-origin").header("Clear-Site-Data"))
                .isEqualTo("\"cache\", \"storage\"");
    }
}
