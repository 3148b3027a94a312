package dev.porthole.app.inspector.preview;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FileKindTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "GIF89a, GIF", "RIFF....WEBP, WEBP", "RIFF....WAVE, WAV", "RIFF....AVI , BYTES", "....ftypavif, AVIF",
        "....ftypisom, MP4", "OTTO, OPENTYPE", "wOFF, WOFF", "wOF2, WOFF2", "OggS, OGG", "fLaC, FLAC", "ID3, MP3",
        "%PDF-1.7, PDF", "plain words, TEXT", "'', TEXT"})
    void isKnownByItsFirstBytes(String head, FileKind kind) {
        assertThat(FileKind.of(head.getBytes(ISO_8859_1))).isEqualTo(kind);
    }

    @Test
    void textIsUtf8WithoutControlCharacters() {
        assertThat(FileKind.isText("中文 é\r\n\t".getBytes(UTF_8))).isTrue();
        assertThat(FileKind.isText("é".getBytes(ISO_8859_1))).as("a character that is cut").isTrue();
        assertThat(FileKind.isText("é!".getBytes(ISO_8859_1))).isFalse();
        assertThat(FileKind.isText(new byte[] {'a', 0})).isFalse();
    }

    @Test
    void picturesTellTheirSize() {
        ByteBuffer png = ByteBuffer.allocate(24).put("\u0089PNG\r\n\u001a\n....IHDR".getBytes(ISO_8859_1))
                .putInt(640).putInt(480);
        assertThat(FileKind.of(png.array())).isEqualTo(FileKind.PNG);
        assertThat(MediaFacts.pixels(FileKind.PNG, png.array())).contains(new MediaFacts.Pixels(640, 480));
        byte[] jpeg = {-1, -40, -1, -32, 0, 4, 0, 0, -1, -64, 0, 11, 8, 1, 2, 3, 4, 0};
        assertThat(MediaFacts.pixels(FileKind.JPEG, jpeg)).contains(new MediaFacts.Pixels(0x304, 0x102));
    }

    @ParameterizedTest
    @EnumSource(FileKind.class)
    void whatIsBrokenTellsNothing(FileKind kind) throws IOException {
        Path file = Files.write(folder.resolve("broken"), new byte[] {1, 2, 3});
        for (int length = 0; length < 24; length++) {
            assertThat(MediaFacts.pixels(kind, new byte[length])).isIn(
                    Optional.empty(), Optional.of(new MediaFacts.Pixels(256, 256)),
                    Optional.of(new MediaFacts.Pixels(1, 1)));
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                assertThat(MediaFacts.duration(kind, new byte[length], channel)).isEmpty();
            }
        }
    }

    @Test
    void aFilmTellsHowLongItLastsEvenIfThatStandsAtItsEnd() throws IOException {
        ByteBuffer film = ByteBuffer.allocate(200);
        film.putInt(16).put("ftypisom....".getBytes(ISO_8859_1));
        film.putInt(100).put("mdat".getBytes(ISO_8859_1)).position(116);
        film.putInt(84).put("moov".getBytes(ISO_8859_1)).putInt(76).put("mvhd".getBytes(ISO_8859_1));
        film.putInt(0).putInt(0).putInt(0).putInt(600).putInt(1500);
        Path file = Files.write(folder.resolve("film.mp4"), film.array());
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            assertThat(MediaFacts.duration(FileKind.MP4, film.array(), channel)).contains(Duration.ofMillis(2_500));
        }
    }

    @Test
    void aSoundTellsHowLongItLasts() throws IOException {
        ByteBuffer sound = ByteBuffer.allocate(44 + 4_000).order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF....WAVEfmt ".getBytes(ISO_8859_1)).putInt(16).putInt(0x10001).putInt(8_000).putInt(8_000);
        Path file = Files.write(folder.resolve("tone.wav"), sound.array());
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            assertThat(MediaFacts.duration(FileKind.WAV, sound.array(), channel)).contains(Duration.ofMillis(500));
        }
    }

    @Test
    void bytesAreLinesOfDigitsAndLetters() {
        HexLines lines = new HexLines("0123456789\n".getBytes(ISO_8859_1));
        assertThat(lines).containsExactly(
                "000000  30 31 32 33 34 35 36 37  01234567",
                "000008  38 39 0a                 89·");
    }
}
