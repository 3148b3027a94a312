package dev.porthole.server.coding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Brotli (RFC 7932) by brotli4j. */
final class BrotliEncoder {

    /**
     * As fast as gzip at its usual level, with content a tenth smaller. The levels above take several times as long
     * for what is left to win; files that are worth it can be put beside in advance.
     */
    private static final int QUALITY = 5;

    private static final Optional<Encoder> ENCODER = load();

    private BrotliEncoder() {}

    static Optional<Encoder> available() {
        return ENCODER;
    }

    /** The library looks among Java's own libraries first, and else unpacks one into the folder for temporary files. */
    private static Optional<Encoder> load() {
        try {
            return com.aayushatharva.brotli4j.Brotli4jLoader.isAvailable()
                    ? Optional.of(BrotliEncoder::encode) : Optional.empty();
        } catch (LinkageError e) {
            // No library for this system, or it must not be loaded: the other codings do as well.
            return Optional.empty();
        }
    }

    private static byte[] encode(byte[] content) {
        try {
            return com.aayushatharva.brotli4j.encoder.Encoder.compress(
                    content, new com.aayushatharva.brotli4j.encoder.Encoder.Parameters().setQuality(QUALITY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
