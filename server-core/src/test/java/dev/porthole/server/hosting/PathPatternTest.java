package dev.porthole.server.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/*, /, true", "/*, /a/b.js, true", "/assets/*, /assets/a/b.js, true", "/assets/*, /assets/, true",
        "/assets/*, /assets, false", "/assets/*, /asset/x, false", "/*.wasm, /a/b.wasm, true",
        "/*.wasm, /a/b.wasm.br, false", "/a*z, /az, true", "/a*z, /a/z, true", "/a*a, /a, false",
        "/about, /about, true", "/about, /about/, false", "/about, /about/x, false", "/, /, true", "/, /a, false",
        "/blog/:id, /blog/7, true", "/blog/:id, /blog/, false", "/blog/:id, /blog/7/8, false",
        "/:a/:b/*, /x/y/, true", "/:a/:b/*, /x/y, false", "/p-:id.html, /p-7.html, true",
        "/p-:id.html, /p-.html, false",
        "/a b, /a%20b, true", "/a%20b, /a%20b, true", "/a%2fb, /a%2Fb, true", "/ü, /%C3%BC, true", "/%7ex, /~x, true",
        "/a:1, /a%3A1, true", "/A, /a, false"})
    void matchesWhatItSays(String pattern, String path, boolean matches) {
        assertThat(PathPattern.parse(pattern).orElseThrow().matches(path)).isEqualTo(matches);
    }

    @Test
    void tellsWhatTheNamesStandFor() {
        assertThat(PathPattern.parse("/news/:year/:id/*").orElseThrow().match("/news/26/a%2Fb/c/d")).contains(
                Map.of("year", "26", "id", "a%2Fb", "splat", "c/d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "*.js", "/*/*", "/:a-:b", "/x:a/*:b", "/*/:a", "/x/:a*"})
    void refusesWhatCannotBeToldApart(String pattern) {
        assertThat(PathPattern.parse(pattern)).isEmpty();
    }
}
