package dev.porthole.lab.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentences are those that Python 3.11 prints for the same bytes. */
class StrictUtf8Test {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ff       | byte 0xff in position 0: invalid start byte
            61ff     | byte 0xff in position 1: invalid start byte
            80       | byte 0x80 in position 0: invalid start byte
            c0af     | byte 0xc0 in position 0: invalid start byte
            f580     | byte 0xf5 in position 0: invalid start byte
            6162e4bd | bytes in position 2-3: unexpected end of data
            e4       | byte 0xe4 in position 0: unexpected end of data
            c3       | byte 0xc3 in position 0: unexpected end of data
            f09f98   | bytes in position 0-2: unexpected end of data
            e461     | byte 0xe4 in position 0: invalid continuation byte
            c328     | byte 0xc3 in position 0: invalid continuation byte
            e4bd61   | bytes in position 0-1: invalid continuation byte
            f09f9861 | bytes in position 0-2: invalid continuation byte
            eda080   | byte 0xed in position 0: invalid continuation byte
            e08080   | byte 0xe0 in position 0: invalid continuation byte
            f4908080 | byte 0xf4 in position 0: invalid continuation byte
            f0808080 | byte 0xf0 in position 0: invalid continuation byte
            """)
    void saysWhatPythonSays(String hex, String sentence) {
        assertThatThrownBy(() -> StrictUtf8.decode(HexFormat.of().parseHex(hex)))
                .isInstanceOf(ProgramError.class)
                .hasMessage("UnicodeDecodeError: 'utf-8' codec can't decode " + sentence);
    }

    @Test
    void decodesWhatIsRight() {
        assertThat(StrictUtf8.decode(HexFormat.of().parseHex("61c3a9e4bda0f09f9880"))).isEqualTo("aé你😀");
        assertThat(StrictUtf8.decode(new byte[0])).isEmpty();
    }

    @Test
    void aStreamMayBeCutWithinACharacter() {
        StreamDecoder stream = new StreamDecoder();
        assertThat(stream.decode(HexFormat.of().parseHex("61e4"))).isEqualTo("a");
        assertThat(stream.decode(HexFormat.of().parseHex("bd"))).isEmpty();
        assertThat(stream.decode(HexFormat.of().parseHex("a0ff62"))).isEqualTo("你\ufffdb");
    }
}
