package dev.porthole.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTextTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\u0001', value = {
        "/plain?a=b%20c, /plain?a=b%20c",
        "a\"b, a\\\"b",
        "a\\b, a\\\\b",
        "a\u001b[2Jb, a\\x1b[2Jb",
        "a\tb, a\\tb",
        "a\u007fb, a\\x7fb",
        "\u00c3\u00a4, \\xc3\\xa4",
    })
    void apacheEscapes(String bytes, String escaped) {
        assertThat(LogText.apacheEscaped(bytes)).isEqualTo(escaped);
    }

    @Test
    void aLineEndCannotForgeALogLine() {
        assertThat(LogText.apacheEscaped("a\r\n127.0.0.1 - -\u000b\b\0"))
                .isEqualTo("a\\r\\n127.0.0.1 - -\\v\\b\\x00");
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/%E6%96%87%E4%BB%B6.txt, /文件.txt",
        "/caf%c3%a9, /café",
        "/a%20b%2Fc%00, /a%20b%2Fc%00",
        "/%E6%96, /%E6%96",
        "/%E6%96%zz, /%E6%96%zz",
        "/%C0%AF, /%C0%AF",
        "/%E2%80%AEgpj, /%E2%80%AEgpj",
        "/%E3%80%80, /%E3%80%80",
        "/%C2%85, /%C2%85",
        "/100%, /100%",
        "/%, /%",
        "/%4, /%4",
        "/%F0%9F%9A%A2, /🚢",
    })
    void onlyHarmlessLettersAreDecoded(String target, String shown) {
        assertThat(LogText.lettersDecoded(target)).isEqualTo(shown);
    }

    @Test
    void aFoldersNameStaysOnItsLine() {
        assertThat(LogText.printable("/文/a\nb\u202e\u001b[m")).isEqualTo("/文/a\\u000ab\\u202e\\u001b[m");
    }
}
