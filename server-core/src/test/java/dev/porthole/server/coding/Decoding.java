package dev.porthole.server.coding;

import com.aayushatharva.brotli4j.decoder.Decoder;
import com.aayushatharva.brotli4j.decoder.DirectDecompress;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** What a client makes of content in a coding. */
public final class Decoding {

    private Decoding() {}

    /** The content as it is. */
    public static byte[] decode(String coding, byte[] content) throws IOException {
        return switch (coding) {
            case "br" -> brotli(content);
            case "zstd" -> {
                try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(content))) {
                    yield in.readAllBytes();
                }
            }
            case "gzip" -> {
                try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
                    yield in.readAllBytes();
                }
            }
            default -> throw new IOException("unknown coding " + coding);
        };
    }

    private static byte[] brotli(byte[] content) throws IOException {
        DirectDecompress result = Decoder.decompress(content);
        return result.getDecompressedData();
    }
}
