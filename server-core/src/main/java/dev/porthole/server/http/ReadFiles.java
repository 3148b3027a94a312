package dev.porthole.server.http;

import dev.porthole.server.files.ServedFile;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Small files that are asked for again and again over HTTP/2, read whole: to find and read one takes another thread,
 * and longer than to send it. Requests of HTTP/1.1 are recognised by their bytes, and have answers made ready, in
 * {@link FileMemory}; those of HTTP/2 are the same bytes never twice. For any thread.
 */
final class ReadFiles {

    private static final int MOST_BYTES = 8 << 20;
    private static final int MOST_FILES = 2_048;

    /** What was asked for, and the wish of the client if another one might be sent something else. */
    private record Key(String target, @Nullable AcceptEncoding accepted) {}

    /** A file with its content, and what else is known of it. */
    static final class ReadFile {

        private final ServedFile file;
        private final byte[] content;
        private final Selection selection;
        private final long readNanos;
        private final LastLook look;

        /**
         * A file to be kept; it need not be open any more.
         *
         * @param content all of it, or what was made of it
         * @param selection what is known of it
         * @param readNanos when it was read, by {@link System#nanoTime}
         */
        ReadFile(ServedFile file, byte[] content, Selection selection, long readNanos) {
            this.file = file;
            this.content = content;
            this.selection = selection;
            this.readNanos = readNanos;
            this.look = new LastLook(file, selection.original(), readNanos);
        }

        int size() {
            return content.length;
        }

        Selection selection() {
            return selection;
        }

        /** With answers of its own, which whoever asks may complete. */
        StoredFile stored() {
            return StoredFile.of(file, content, selection, readNanos);
        }
    }

    private final Executor fileThreads;
    private final long longestUnseenNanos;
    private final Map<Key, ReadFile> files = new ConcurrentHashMap<>();
    private long bytes;

    /**
     * No files yet.
     *
     * @param longestUnseenNanos for how long a file may go without being looked at
     */
    ReadFiles(Executor fileThreads, long longestUnseenNanos) {
        this.fileThreads = fileThreads;
        this.longestUnseenNanos = longestUnseenNanos;
    }

    /** Keeps what a request target led to. */
    synchronized void keep(String target, ReadFile read) {
        ReadFile before = files.put(new Key(target, read.selection.representation().accepted()), read);
        bytes += read.size() - (before == null ? 0 : before.size());
        if (bytes > MOST_BYTES || files.size() > MOST_FILES) {
            // Simpler than choosing what to drop, and as rare as folders so large.
            clear();
        }
    }

    /**
     * The file that a request target leads to, if nothing has changed since the watch was at a generation.
     *
     * @param accepted the wish of the client; null when every client is sent the same
     */
    Optional<ReadFile> recall(String target, @Nullable AcceptEncoding accepted, long generation) {
        ReadFile read = files.get(new Key(target, accepted));
        boolean current = read != null && read.selection.generation() == generation
                && read.look.isWithin(longestUnseenNanos, System.nanoTime(), fileThreads);
        return current ? Optional.of(read) : Optional.empty();
    }

    synchronized void clear() {
        files.clear();
        bytes = 0;
    }
}
