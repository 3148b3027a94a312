package dev.porthole.app.requests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTextsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/plain|/plain", "/zo%C3%AB|/zoë", "/%E7%BD%91|/网", "/a%20b|/a b", "/%ff|/%ff", "/%0d%0aX|/%0d%0aX",
        "/%E2%80%AEgpj|/%E2%80%AEgpj", "/100%|/100%", "/%zz|/%zz"
    })
    void pathsAreReadableAndNeverDeceive(String target, String shown) {
        assertThat(RequestTexts.path(target)).isEqualTo(shown);
    }

    @Test
    void controlCharactersAreShownAsCodes() {
        assertThat(RequestTexts.path("/a\u001b[31m")).isEqualTo("/a\\x1b[31m");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "text/html; charset=utf-8|html", "text/javascript|js", "image/svg+xml|svg", "font/woff2|woff2",
        "application/octet-stream|binary", "image/vnd.microsoft.icon|ico", "image/x-icon|ico"
    })
    void typesAreShort(String mediaType, String shown) {
        assertThat(RequestTexts.type(mediaType)).isEqualTo(shown);
    }

    @Test
    void theBarGrowsByDecades() {
        assertThat(LogScale.share(0)).isZero();
        assertThat(LogScale.share(50_000)).isZero();
        assertThat(LogScale.share(500_000)).isEqualTo(0.2);
        assertThat(LogScale.share(60_000_000_000L)).isEqualTo(1);
    }
}
