package dev.porthole.app.inspector.preview;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** What a file is, by its first bytes: names lie. */
enum FileKind {
    /** UTF-8 text. */
    TEXT(""),
    /** PNG. */
    PNG("PNG"),
    /** JPEG. */
    JPEG("JPEG"),
    /** GIF. */
    GIF("GIF"),
    /** BMP. */
    BMP("BMP"),
    /** WebP. */
    WEBP("WebP"),
    /** AVIF. */
    AVIF("AVIF"),
    /** Windows icon. */
    ICO("ICO"),
    /** TrueType. */
    TRUETYPE("TrueType"),
    /** OpenType with PostScript outlines. */
    OPENTYPE("OpenType"),
    /** WOFF. */
    WOFF("WOFF"),
    /** WOFF 2. */
    WOFF2("WOFF2"),
    /** MP4, M4A, MOV. */
    MP4("MP4"),
    /** WebM or Matroska. */
    MATROSKA("WebM / Matroska"),
    /** Ogg. */
    OGG("Ogg"),
    /** WAV. */
    WAV("WAV"),
    /** MP3. */
    MP3("MP3"),
    /** FLAC. */
    FLAC("FLAC"),
    /** PDF. */
    PDF("PDF"),
    /** ZIP, and what is made of it. */
    ZIP("ZIP"),
    /** gzip. */
    GZIP("gzip"),
    /** WebAssembly. */
    WASM("WebAssembly"),
    /** Anything else. */
    BYTES("");

    private static final int LONGEST_CHARACTER = 4;

    private final String label;

    FileKind(String label) {
        this.label = label;
    }

    /** The name of the format; empty where there is none. */
    String label() {
        return label;
    }

    boolean isPicture() {
        return switch (this) {
            case PNG, JPEG, GIF, BMP, WEBP, AVIF, ICO -> true;
            default -> false;
        };
    }

    boolean isFont() {
        return switch (this) {
            case TRUETYPE, OPENTYPE, WOFF, WOFF2 -> true;
            default -> false;
        };
    }

    boolean isMedia() {
        return switch (this) {
            case MP4, MATROSKA, OGG, WAV, MP3, FLAC -> true;
            default -> false;
        };
    }

    /** The kind of a file that begins with these bytes. */
    static FileKind of(byte[] head) {
        if (begins(head, 0, "\u0089PNG\r\n\u001a\n")) {
            return PNG;
        } else if (begins(head, 0, "\u00ff\u00d8\u00ff")) {
            return JPEG;
        } else if (begins(head, 0, "GIF8")) {
            return GIF;
        } else if (begins(head, 0, "BM") && head.length > 26 && head[14] == 40) {
            return BMP;
        } else if (begins(head, 0, "RIFF")) {
            return begins(head, 8, "WEBP") ? WEBP : begins(head, 8, "WAVE") ? WAV : BYTES;
        } else if (begins(head, 4, "ftyp")) {
            return begins(head, 8, "avif") || begins(head, 8, "avis") ? AVIF : MP4;
        } else if (begins(head, 0, "\0\0\1\0") && head.length > 6 && head[4] > 0) {
            return ICO;
        }
        return fontOrOther(head);
    }

    private static FileKind fontOrOther(byte[] head) {
        if (begins(head, 0, "\0\1\0\0\0") || begins(head, 0, "true\0")) {
            return TRUETYPE;
        } else if (begins(head, 0, "OTTO")) {
            return OPENTYPE;
        } else if (begins(head, 0, "wOFF")) {
            return WOFF;
        } else if (begins(head, 0, "wOF2")) {
            return WOFF2;
        } else if (begins(head, 0, "\u001aE\u00df\u00a3")) {
            return MATROSKA;
        } else if (begins(head, 0, "OggS")) {
            return OGG;
        } else if (begins(head, 0, "fLaC")) {
            return FLAC;
        } else if (begins(head, 0, "ID3") || head.length > 2 && head[0] == -1 && (head[1] & 0xe6) == 0xe2) {
            return MP3;
        } else if (begins(head, 0, "%PDF-")) {
            return PDF;
        } else if (begins(head, 0, "PK\u0003\u0004")) {
            return ZIP;
        } else if (begins(head, 0, "\u001f\u008b")) {
            return GZIP;
        } else if (begins(head, 0, "\0asm")) {
            return WASM;
        }
        return isText(head) ? TEXT : BYTES;
    }

    /** Valid UTF-8 without control characters that no text has; the last character may be cut. */
    static boolean isText(byte[] bytes) {
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b) {
                return false;
            }
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = decoder.decode(in, CharBuffer.allocate(bytes.length + 1), false);
        return result.isUnderflow() && in.remaining() < LONGEST_CHARACTER;
    }

    /** Whether the bytes from a place on are these, one a character. */
    static boolean begins(byte[] bytes, int from, String wanted) {
        if (bytes.length < from + wanted.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if ((bytes[from + i] & 0xff) != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
