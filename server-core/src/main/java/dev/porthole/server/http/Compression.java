package dev.porthole.server.http;

import dev.porthole.server.coding.Compressibility;
import dev.porthole.server.coding.ContentCoding;
import dev.porthole.server.coding.Encoder;
import dev.porthole.server.event.Rule;
import dev.porthole.server.files.DocumentRoot.FoundFile;
import dev.porthole.server.files.DocumentRoot.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses in which coding content is sent (RFC 9110 section 12.5.3): from a file beside its own that holds it in that
 * coding ({@code app.js.br} beside {@code app.js}), or encoded now and kept for the next who asks. Waits for the disk,
 * so for file threads.
 */
final class Compression {

    /** In which form content is sent. */
    sealed interface Choice {

        /** The wish that it was chosen for; null when there is one form only. */
        @Nullable AcceptEncoding accepted();
    }

    /** As it is, whoever asks. */
    record OneForm() implements Choice {

        @Override
        public @Nullable AcceptEncoding accepted() {
            return null;
        }
    }

    /**
     * As it is, to a client with this wish.
     *
     * @param vouchedFor whether the watch would tell of every change that leads to another choice
     */
    record AsItIs(AcceptEncoding accepted, boolean vouchedFor) implements Choice {}

    /** As the open file that was found beside it. */
    record Beside(AcceptEncoding accepted, ContentCoding coding, FoundFile file, boolean vouchedFor)
            implements Choice {}

    /** As it was encoded by this program. */
    record Encoded(AcceptEncoding accepted, ContentCoding coding, CodedMemory.Coded content, boolean vouchedFor)
            implements Choice {}

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

    /**
     * The form of content for a request; its file stays open.
     *
     * @param generation of the change watch before the file was found
     */
    Choice choose(Request request, PlainContent content, long generation) throws IOException {
        return Compressibility.of(content.mediaType()) == Compressibility.COMPRESSED
                ? new OneForm() : new Search(content, generation).choose(wish(request));
    }

    /** Parts are counted in the content as it is: every client then means the same bytes. */
    private static AcceptEncoding wish(Request request) {
        boolean part = request.method() == Method.GET && request.fields().has("Range");
        return part ? AcceptEncoding.NONE : AcceptEncoding.parse(request.fields().combined("Accept-Encoding"));
    }

    /** The search for the form of one content. */
    private final class Search {

        private final PlainContent content;
        private final FoundFile found;
        private final boolean encodable;
        private final long generation;
        private boolean vouchedFor;

        Search(PlainContent content, long generation) {
            this.content = content;
            this.found = content.found();
            this.generation = generation;
            this.vouchedFor = generation > 0;
            this.encodable = Compressibility.isWorthEncoding(content.mediaType(), content.size());
        }

        Choice choose(AcceptEncoding accepted) throws IOException {
            for (List<ContentCoding> equals : accepted.choices()) {
                for (ContentCoding coding : equals) {
                    Optional<FoundFile> file = beside(coding);
                    if (file.isPresent()) {
                        return new Beside(accepted, coding, file.get(), isVouchedFor());
                    }
                }
                Choice encoded = encodable ? encoded(accepted, equals) : null;
                if (encoded != null) {
                    return encoded;
                }
            }
            return encodable || hasBeside() ? new AsItIs(accepted, isVouchedFor()) : new OneForm();
        }

        /** What was not there is told of by the watch of the folder, which has been there since the generation. */
        private boolean isVouchedFor() {
            return vouchedFor && files.isUnchangedSince(generation);
        }

        /**
         * The file with the content in a coding, found by the rules for all files: not when it is hidden, or a link
         * leads out of the folder. Nor when it is older than the original: then it most probably holds what that was
         * before the last edit, and whoever edits a file wants to see the edit. Nor for a page that is made longer on
         * its way, which no file holds.
         */
        private Optional<FoundFile> beside(ContentCoding coding) throws IOException {
            if (!content.isWholeFile()) {
                return Optional.empty();
            }
            List<String> names = new ArrayList<>(List.of(found.relativePath().split("/", -1)));
            names.set(names.size() - 1, names.getLast() + coding.fileEnding());
            FileMemory.Sighting sighting = files.find(names);
            boolean absent = sighting.found() instanceof Refused refused && refused.rule() == Rule.NOT_FOUND;
            vouchedFor &= absent || sighting.generation() == generation;
            if (!(sighting.found() instanceof FoundFile other)) {
                return Optional.empty();
            }
            if (other.file().isOlderThan(found.file()) || other.file().size() == 0) {
                other.file().close();
                return Optional.empty();
            }
            return Optional.of(other);
        }

        private boolean hasBeside() throws IOException {
            for (ContentCoding coding : ContentCoding.values()) {
                Optional<FoundFile> file = beside(coding);
                if (file.isPresent()) {
                    file.get().file().close();
                    return true;
                }
            }
            return false;
        }

        /** Only content that can be vouched for, or what was made of one version could be kept as another's. */
        private @Nullable Choice encoded(AcceptEncoding accepted, List<ContentCoding> codings) throws IOException {
            String tag = content.entityTag();
            for (ContentCoding coding : codings) {
                Encoder encoder = encoders.get(coding);
                if (tag != null && encoder != null) {
                    CodedMemory.Key key = new CodedMemory.Key(found.relativePath(), tag, coding);
                    CodedMemory.Coded coded = memory.get(key, () -> encode(content, encoder));
                    return coded.isWorthwhile() ? new Encoded(accepted, coding, coded, isVouchedFor()) : null;
                }
            }
            return null;
        }
    }

    private static CodedMemory.Coded encode(PlainContent content, Encoder encoder) throws IOException {
        byte[] plain = content.read();
        long began = System.nanoTime();
        byte[] coded = encoder.encode(plain);
        // Of a file that is changed while it is read, it is not what the tag stands for; that tag never comes again.
        boolean smaller = coded.length < plain.length && content.file().isUnchanged();
        return new CodedMemory.Coded(smaller ? coded : new byte[0], plain.length, System.nanoTime() - began);
    }
}
