package dev.porthole.server.coding;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.Native;
import com.github.luben.zstd.util.ZstdVersion;
import java.util.Optional;

/** Zstandard (RFC 8878) by zstd-jni. */
final class ZstandardEncoder {

    /**
     * Twice as fast as gzip at its usual level, with content as small or smaller. Its window is a quarter of the 8 MiB
     * that a client has to put up with (RFC 9659).
     */
    private static final int LEVEL = 6;

    private static final Optional<Encoder> ENCODER = load();

    private ZstandardEncoder() {}

    static Optional<Encoder> available() {
        return ENCODER;
    }

    private static Optional<Encoder> load() {
        try {
            loadFromJava();
            // Or else the library unpacks one into the folder for temporary files.
            Native.load();
            return Optional.of(content -> Zstd.compress(content, LEVEL));
        } catch (LinkageError e) {
            // No library for this system, or it must not be loaded: the other codings do as well.
            return Optional.empty();
        }
    }

    /** Among Java's own libraries, where the packaged program has it. */
    private static void loadFromJava() {
        try {
            System.loadLibrary("zstd-jni-" + ZstdVersion.VERSION);
            Native.assumeLoaded();
        } catch (UnsatisfiedLinkError e) {
            // It is not there when the program runs from its jars.
            return;
        }
    }
}
