package dev.porthole.server.coding;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The content codings in use on the web (RFC 9110 section 8.4.1, RFC 7932, RFC 8878), the one that makes content
 * smallest first. For any thread.
 */
public enum ContentCoding {
    /** Brotli. */
    BROTLI("br", ".br"),
    /** Zstandard. */
    ZSTANDARD("zstd", ".zst"),
    /** gzip, which comes with Java. */
    GZIP("gzip", ".gz");

    private final String token;
    private final String fileEnding;

    ContentCoding(String token, String fileEnding) {
        this.token = token;
        this.fileEnding = fileEnding;
    }

    /** {@return its name in header fields} */
    public String token() {
        return token;
    }

    /** {@return the ending of the name of a file with content in this coding, beside that of the content as it is} */
    public String fileEnding() {
        return fileEnding;
    }

    /**
     * What applies it. Empty where its native library is missing or must not be loaded. May wait for the disk at the
     * first time.
     *
     * @return an encoder for any thread but an event loop
     */
    public Optional<Encoder> encoder() {
        return switch (this) {
            case BROTLI -> BrotliEncoder.available();
            case ZSTANDARD -> ZstandardEncoder.available();
            case GZIP -> Optional.of(GzipEncoder::encode);
        };
    }

    /** {@return the codings that can be applied here; gzip always can} */
    public static List<ContentCoding> available() {
        return Stream.of(values()).filter(coding -> coding.encoder().isPresent()).toList();
    }

    /**
     * {@return the coding with this name in whatever case; {@code x-gzip} is an old name of gzip (8.4.1.3)}
     *
     * @param name as a client writes it in Accept-Encoding
     */
    public static Optional<ContentCoding> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(coding -> coding.token.equals(wanted) || coding == GZIP && wanted.equals("x-gzip"))
                .findFirst();
    }
}
