package dev.porthole.server.http;

import dev.porthole.server.coding.ContentCoding;
import dev.porthole.server.files.DocumentRoot.FoundFile;
import dev.porthole.server.files.MediaTypes;
import dev.porthole.server.files.ServedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of games that were built for the web with their content encoded: {@code game.wasm.br}, {@code
 * game.framework.js.gz}, {@code game.data.unityweb}. Their loaders ask for them by these names, and whoever hosts them
 * has to tell the browser what is inside, and in which coding (Unity Manual, "Deploy a Web application").
 */
final class EncodedFiles {

    /** Only what such builds consist of: an archive or a log that was compressed stays what it is. */
    private static final Pattern ENDING =
            Pattern.compile("(.+\\.(?:js|wasm|data|mem|pck|symbols\\.json))(\\.br|\\.gz)", Pattern.CASE_INSENSITIVE);

    private static final String UNITY_ENDING = ".unityweb";

    /** By these words, near the beginning, Unity's loader tells whether it has to decode by itself. */
    private static final String BROTLI_MARKER = "UnityWeb Compressed Content (brotli)";

    private static final int MARKER_WITHIN = 256;

    private EncodedFiles() {}

    /**
     * What is said of a file.
     *
     * @param plain what would be said of it without this rule
     */
    static Representation representation(Request request, FoundFile found, Representation plain)
            throws IOException {
        String name = found.relativePath().substring(found.relativePath().lastIndexOf('/') + 1);
        Matcher ending = ENDING.matcher(name);
        if (ending.matches()) {
            ContentCoding coding =
                    ending.group(2).toLowerCase(Locale.ROOT).equals(".br") ? ContentCoding.BROTLI : ContentCoding.GZIP;
            return stored(ending.group(1), plain, coding, null);
        }
        if (!name.toLowerCase(Locale.ROOT).endsWith(UNITY_ENDING)) {
            return plain;
        }
        ContentCoding coding = codingInside(found.file());
        if (coding == null) {
            return plain;
        }
        // The loader can decode these by itself, which takes longer; so a browser that does not (as Chromium does not
        // read Brotli without TLS, except from its own computer) need not fail.
        AcceptEncoding accepted = AcceptEncoding.parse(request.fields().combined("Accept-Encoding"));
        return accepted.choices().stream().flatMap(List::stream).anyMatch(coding::equals)
                ? stored(name.substring(0, name.length() - UNITY_ENDING.length()), plain, coding, accepted)
                : plain.chosenFor(accepted);
    }

    /** With a tag that is another than without this rule: who has the file from then has it with another head. */
    private static Representation stored(
            String innerName, Representation plain, ContentCoding coding, @Nullable AcceptEncoding accepted) {
        return new Representation(
                MediaTypes.of(innerName), plain.validators().in(coding, true), coding, accepted);
    }

    private static @Nullable ContentCoding codingInside(ServedFile file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(MARKER_WITHIN);
        while (head.hasRemaining() && file.channel().read(head, head.position()) > 0) {
            // Until it is full, or there is no more.
        }
        String text = new String(head.array(), 0, head.position(), StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u001f\u008b")) {
            return ContentCoding.GZIP;
        }
        return text.contains(BROTLI_MARKER) ? ContentCoding.BROTLI : null;
    }
}
