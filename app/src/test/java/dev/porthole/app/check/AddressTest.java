package dev.porthole.app.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "/a/b.html, c.html, /a/c.html, -",
        "/a/b.html, ../c.html, /c.html, -",
        "/a/b.html, ../../../c.html, /c.html, -",
        "/a/b.html, /c/, /c/, -",
        "/a/b.html, ./, /a/, -",
        "/a/b.html, .., /, -",
        "/a/b.html, '', /a/b.html, -",
        "/a/b.html, '?q=1', /a/b.html, -",
        "/a/b.html, '#there', /a/b.html, there",
        "/a/b.html, 'c.html?q=1#there', /a/c.html, there",
        "/a/b.html, '//c//d.html', -, -",
        "/a/b.html, 'c//d.html', /a/c/d.html, -",
        "/a/b.html, '%E4%BD%A0%20x.html#%E5%A5%BD', '/a/你 x.html', 好",
        "/a/b.html, '100%.html', '/a/100%.html', -",
        "/a/b.html, '  c.html ', /a/c.html, -",
    })
    void followsAnAddress(String from, String written, String path, String anchor) {
        assertThat(Address.resolve(from, written).map(Address::path)).isEqualTo(Optional.ofNullable(path));
        assertThat(Address.resolve(from, written).map(Address::anchor).filter(one -> !one.isEmpty()))
                .isEqualTo(Optional.ofNullable(anchor));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "https://example.org/", "HTTP://example.org", "mailto:a@example.org", "data:,x", "javascript:void(0)", "//x/y"
    })
    void leavesOtherPlacesAlone(String written) {
        assertThat(Address.resolve("/index.html", written)).isEmpty();
    }

    @Test
    void knowsWhatComesUnencrypted() {
        assertThat(Address.isUnencrypted(" HTTP://example.org/a.js")).isTrue();
        assertThat(Address.isUnencrypted("https://example.org/a.js")).isFalse();
        assertThat(Address.isUnencrypted("http.html")).isFalse();
    }
}
