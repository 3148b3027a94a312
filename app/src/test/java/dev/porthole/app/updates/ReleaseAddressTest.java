package dev.porthole.app.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseAddressTest {

    private static final URI GITHUB = URI.create("https://api.github.com/repos/porthole/porthole/releases/latest");

    @ParameterizedTest
    @ValueSource(strings = {"https://api.github.com/repos/a/b/releases/latest", "https://git.example:8443/x",
        "http://localhost:8000/x", "http://127.0.0.1:8000/x", "http://127.1.2.3/x", "http://[::1]:8000/x"})
    void asksByHttpsOrOnThisComputer(String text) {
        assertThat(ReleaseAddress.parse(text)).contains(URI.create(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api.github.com", "https:", "https:///x", "https://a b/", "https://me@example.org/",
        "https://example.org:99999/", "http://example.org/x", "http://127.0.0.1.example.org/", "http://localhost.de/",
        "http://10.0.0.1/", "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)"})
    void asksNobodyElse(String text) {
        assertThat(ReleaseAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://github.com/porthole/porthole/releases/tag/v1", "https://api.github.com/x",
        "https://GitHub.com/x"})
    void opensPagesOfTheSameSite(String page) {
        assertThat(ReleaseAddress.page(page, GITHUB)).contains(URI.create(page));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://github.com/x", "https://example.org/x", "https://hub.com/x", "https://com/x",
        "https://raw.github.com/x", "https://github.com.example.org/x", "https://github.com@example.org/x",
        "https://user@github.com/x", "file:///x", "/releases", "https:github.com"})
    void opensNoOther(String page) {
        assertThat(ReleaseAddress.page(page, GITHUB)).isEmpty();
    }

    @Test
    void isSentOnWithinOneHostAndNeverToALessSecurePlace() {
        assertThat(ReleaseAddress.redirect(GITHUB, "/repositories/1/releases/latest"))
                .contains(URI.create("https://api.github.com/repositories/1/releases/latest"));
        assertThat(ReleaseAddress.redirect(URI.create("http://localhost:80/a"), "https://localhost/b"))
                .contains(URI.create("https://localhost/b"));
        for (String elsewhere : List.of("https://example.org/", "//example.org/", "http://api.github.com/",
                "https://github.com/", "ftp:x", "%")) {
            assertThat(ReleaseAddress.redirect(GITHUB, elsewhere)).as(elsewhere).isEmpty();
        }
        assertThat(ReleaseAddress.redirect(URI.create("https://localhost/"), "http://localhost/")).isEmpty();
    }
}
