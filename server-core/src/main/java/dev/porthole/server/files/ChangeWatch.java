package dev.porthole.server.files;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells whether anything has changed since content was read, so that content in memory can be vouched for
 * without asking the disk each time. A change that was complete before {@link #poll} began is seen by it.
 */
public interface ChangeWatch extends AutoCloseable {

    /** {@return a watch by means of this system, or empty where it offers none that is prompt enough} */
    static Optional<ChangeWatch> open() {
        return Inotify.open();
    }

    /** {@return whether this system has such a watch, so that {@link #open} gives none only because of a limit} */
    static boolean isOffered() {
        return Inotify.IS_OFFERED;
    }

    /**
     * Watches a file's content and attributes, or the names in a directory.
     *
     * @param real the file or directory, without symbolic links on the way
     * @param directory whether it is a directory
     * @return whether it can be watched; if not, nothing can be vouched for
     */
    boolean watch(Path real, boolean directory);

    /** {@return why the system has refused to watch something, if it has; for any thread} */
    FolderWatch.Limit limit();

    /** Takes note of the changes so far. Never waits for a disk; for any thread. */
    void poll();

    /**
     * Grows with each change that {@link #poll} took note of. What was read at an older one may be stale.
     *
     * @return a number to be compared with an earlier one
     */
    long generation();

    @Override
    void close();
}
