package dev.porthole.server.http;

import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import dev.porthole.server.files.ServedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A small file, read whole.
 *
 * @param file where it came from; need not be open any more
 * @param original the file that it stands for and that has to stay as it is as well, or null
 * @param content all of it
 * @param representation what is said of exactly this content
 * @param whole the answer to a plain GET
 * @param notModified the answer when the client has it already
 * @param generation of the change watch before the file was found, or 0 when nothing vouches for it
 * @param readNanos when it was read, by {@link System#nanoTime}
 */
record StoredFile(
        ServedFile file,
        @Nullable ServedFile original,
        byte[] content,
        Representation representation,
        Response whole,
        Response notModified,
        long generation,
        long readNanos) {

    /** Larger files are not read into memory. */
    static final int MOST_BYTES = ServedFile.LARGE;

    /** Reads a file and leaves it open. */
    static StoredFile read(ServedFile file, Selection selection) throws IOException {
        long now = System.nanoTime();
        return read(file, content(file), selection, now);
    }

    /** Reads a page that is made longer on its way, and leaves its file open. */
    static StoredFile read(PlainContent page, Selection selection) throws IOException {
        long now = System.nanoTime();
        return read(page.file(), page.read(), selection, now);
    }

    private static StoredFile read(ServedFile file, byte[] content, Selection selection, long readNanos) {
        // Somebody may have written while it was being read; then no validator can vouch for the content.
        return of(file, content, file.isUnchanged() ? selection : selection.withoutValidators(), readNanos);
    }

    /** Content that was made of a file. */
    static StoredFile of(ServedFile file, byte[] content, Selection selection, long readNanos) {
        Representation representation = selection.representation();
        Response whole = FileResponses.describe(new Response(200, selection.why()), representation)
                .mediaType(representation.mediaType())
                .about(selection.name())
                .body(new Response.Bytes(content));
        String tag = String.valueOf(representation.validators().entityTag());
        Response notModified = FileResponses.describe(
                        new Response(304, Why.of(Rule.ETAG_MATCHED, tag)), representation)
                .about(selection.name());
        return new StoredFile(
                file, selection.original(), content, representation, whole, notModified, selection.generation(),
                readNanos);
    }

    /** All that is known of it but its content, which takes up no memory any more. */
    StoredFile withoutContent() {
        return new StoredFile(
                file, original, new byte[0], representation, whole.withoutContent(), notModified, generation,
                readNanos);
    }

    /** All there is: less than there was if somebody is just writing it anew. */
    static byte[] content(ServedFile file) throws IOException {
        ByteBuffer content = ByteBuffer.allocate((int) file.size());
        while (content.hasRemaining()) {
            if (file.channel().read(content, content.position()) < 0) {
                return Arrays.copyOf(content.array(), content.position());
            }
        }
        return content.array();
    }

    /** Whether it can be vouched for later: by a watch, and by validators that cannot lie. */
    boolean canBeKept() {
        Preconditions.Validators validators = representation.validators();
        return generation > 0 && validators.entityTag() != null && validators.lastModified() != null;
    }
}
