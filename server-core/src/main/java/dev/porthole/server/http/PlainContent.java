package dev.porthole.server.http;

import dev.porthole.server.files.DocumentRoot.FoundFile;
import dev.porthole.server.files.ServedFile;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Content as it is before any coding: a file, or a page with something added at its end. The file is read only when it
 * has to be. For file threads.
 *
 * @param found the file, which is open
 * @param representation what is said of exactly this content
 * @param end what is added to the file; empty when nothing is
 */
record PlainContent(FoundFile found, Representation representation, byte[] end) {

    private static final byte[] NOTHING = {};

    /** A file as it is. */
    static PlainContent of(FoundFile found, Representation representation) {
        return new PlainContent(found, representation, NOTHING);
    }

    ServedFile file() {
        return found.file();
    }

    /** Whether nothing is added, so that a file beside may hold the same in a coding. */
    boolean isWholeFile() {
        return end.length == 0;
    }

    long size() {
        return file().size() + end.length;
    }

    String mediaType() {
        return representation.mediaType();
    }

    /** By which one version is told from another; null when none can be vouched for. */
    @Nullable String entityTag() {
        return representation.validators().entityTag();
    }

    /** All of it. */
    byte[] read() throws IOException {
        return longer(StoredFile.content(file()), end);
    }

    /** Content with something added at its end. */
    static byte[] longer(byte[] content, byte[] end) {
        if (end.length == 0) {
            return content;
        }
        byte[] longer = Arrays.copyOf(content, content.length + end.length);
        System.arraycopy(end, 0, longer, content.length, end.length);
        return longer;
    }
}
