package dev.porthole.server.coding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** gzip (RFC 1952) at zlib's usual level, which is the best in relation to the time it takes. */
final class GzipEncoder {

    private static final int BUFFER = 16 << 10;

    private GzipEncoder() {}

    static byte[] encode(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 3 + BUFFER);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, BUFFER)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
