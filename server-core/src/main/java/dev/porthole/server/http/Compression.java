package dev.porthole.server.http;

import dev.porthole.server.coding.ContentCoding;
import dev.porthole.server.coding.Encoder;
import dev.porthole.server.files.DocumentRoot.FoundFile;
import dev.porthole.server.files.ServedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses in which coding a file is sent (RFC 9110 section 12.5.3): from a file beside it that holds its content in that
 * coding ({@code app.js.br} beside {@code app.js}), or encoded now and kept for the next who asks. Waits for the disk,
 * so for file threads.
 */
final class Compression {

    /** What is smaller fits into one packet as it is. */
    static final int LEAST_BYTES = 1 << 10;

    /** What is larger is sent as it is, for it would have to be in memory as a whole: it can be encoded in advance. */
    static final int MOST_BYTES = 8 << 20;

    /** What media types say of content. */
    private enum Nature {
        /** Text, or what else becomes much smaller. */
        COMPRESSIBLE,
        /** Nobody can tell; whoever put an encoded file beside it knows. */
        UNKNOWN,
        /** Encoded already. */
        COMPRESSED
    }

    private static final Set<String> COMPRESSIBLE = Set.of(
            "application/json", "application/xml", "application/xhtml+xml", "application/wasm", "application/yaml",
            "application/x-ndjson", "application/x-subrip", "application/rtf", "application/vnd.apple.mpegurl",
            "application/vnd.ms-fontobject", "application/x-tar", "application/vnd.sqlite3", "application/msword",
            "application/vnd.ms-excel", "application/vnd.ms-powerpoint", "font/ttf", "font/otf", "font/collection",
            "image/svg+xml", "image/bmp", "image/x-icon", "audio/midi", "model/gltf-binary");

    private static final Set<String> UNKNOWN = Set.of("application/octet-stream", "application/pdf", "audio/wav");

    /** In which form a file is sent. */
    sealed interface Choice {}

    /**
     * As it is.
     *
     * @param negotiated whether another client might get it in a coding
     */
    record AsItIs(boolean negotiated) implements Choice {}

    /** As it is, whoever asks. */
    static final Choice ONE_FORM = new AsItIs(false);

    /** As the open file that was found beside it. */
    record Beside(ContentCoding coding, FoundFile file) implements Choice {}

    /** As it was encoded by this program. */
    record Encoded(ContentCoding coding, CodedMemory.Coded content) implements Choice {}

    private final FileMemory files;
    private final CodedMemory memory = CodedMemory.spared();
    private final Map<ContentCoding, Encoder> encoders = new EnumMap<>(ContentCoding.class);

    /** Loads the libraries that encode. */
    Compression(FileMemory files) {
        this.files = files;
        for (ContentCoding coding : ContentCoding.values()) {
            coding.encoder().ifPresent(encoder -> encoders.put(coding, encoder));
        }
    }

    /** The form of a file for a request; the file stays open. */
    Choice choose(Request request, FoundFile found, String mediaType) throws IOException {
        Nature nature = nature(mediaType);
        if (nature == Nature.COMPRESSED) {
            return ONE_FORM;
        }
        ServedFile file = found.file();
        boolean encodable = nature == Nature.COMPRESSIBLE && file.size() >= LEAST_BYTES && file.size() <= MOST_BYTES;
        // Parts are counted in the content as it is: every client then means the same bytes.
        boolean part = request.method() == Method.GET && request.fields().has("Range");
        AcceptEncoding accepted =
                part ? AcceptEncoding.NONE : AcceptEncoding.parse(request.fields().combined("Accept-Encoding"));
        for (List<ContentCoding> equals : accepted.choices()) {
            Choice choice = beside(found, equals);
            if (choice == null && encodable) {
                choice = encoded(found, equals);
            }
            if (choice != null) {
                return choice;
            }
        }
        return new AsItIs(encodable || hasBeside(found));
    }

    private @Nullable Choice beside(FoundFile found, List<ContentCoding> codings) throws IOException {
        for (ContentCoding coding : codings) {
            Optional<FoundFile> file = beside(found, coding);
            if (file.isPresent()) {
                return new Beside(coding, file.get());
            }
        }
        return null;
    }

    /**
     * The file with the content in a coding, found by the rules for all files: not when it is hidden, or a link leads
     * out of the folder. Nor when it is older than the original: then it most probably holds what that was before the
     * last edit, and whoever edits a file wants to see the edit.
     */
    private Optional<FoundFile> beside(FoundFile found, ContentCoding coding) throws IOException {
        List<String> names = new ArrayList<>(List.of(found.relativePath().split("/", -1)));
        names.set(names.size() - 1, names.getLast() + coding.fileEnding());
        if (!(files.find(names).found() instanceof FoundFile other)) {
            return Optional.empty();
        }
        if (other.file().isOlderThan(found.file()) || other.file().size() == 0) {
            other.file().close();
            return Optional.empty();
        }
        return Optional.of(other);
    }

    private boolean hasBeside(FoundFile found) throws IOException {
        for (ContentCoding coding : ContentCoding.values()) {
            Optional<FoundFile> file = beside(found, coding);
            if (file.isPresent()) {
                file.get().file().close();
                return true;
            }
        }
        return false;
    }

    /** Only content that can be vouched for, or what was made of one version could be kept as another's. */
    private @Nullable Choice encoded(FoundFile found, List<ContentCoding> codings) throws IOException {
        ServedFile file = found.file();
        String tag = file.entityTag().orElse(null);
        for (ContentCoding coding : codings) {
            Encoder encoder = encoders.get(coding);
            if (tag != null && encoder != null) {
                CodedMemory.Key key = new CodedMemory.Key(found.relativePath(), tag, coding);
                CodedMemory.Coded coded = memory.get(key, () -> encode(file, encoder));
                return coded.isWorthwhile() ? new Encoded(coding, coded) : null;
            }
        }
        return null;
    }

    private static CodedMemory.Coded encode(ServedFile file, Encoder encoder) throws IOException {
        byte[] content = StoredFile.content(file);
        long began = System.nanoTime();
        byte[] coded = encoder.encode(content);
        // Of a file that is changed while it is read, it is not what the tag stands for; that tag never comes again.
        boolean smaller = coded.length < content.length && file.isUnchanged();
        return new CodedMemory.Coded(smaller ? coded : new byte[0], content.length, System.nanoTime() - began);
    }

    private static Nature nature(String mediaType) {
        int semicolon = mediaType.indexOf(';');
        String type = semicolon < 0 ? mediaType : mediaType.substring(0, semicolon);
        boolean text = type.startsWith("text/") || type.endsWith("+json") || type.endsWith("+xml");
        if (text || COMPRESSIBLE.contains(type)) {
            return Nature.COMPRESSIBLE;
        }
        return UNKNOWN.contains(type) ? Nature.UNKNOWN : Nature.COMPRESSED;
    }
}
