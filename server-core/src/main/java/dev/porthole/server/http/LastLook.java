package dev.porthole.server.http;

import dev.porthole.server.files.ServedFile;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * When a file that is kept was last seen to be what it was. What the system cannot report (a network disk, a change
 * through a memory mapping) is found by looking once in a while, as long as it is asked for. For any thread.
 */
final class LastLook {

    private final ServedFile file;
    private final @Nullable ServedFile original;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long atNanos;

    /**
     * It has just been found.
     *
     * @param original what the file stands in the place of, and has to be what it was, too; null for nothing
     * @param atNanos when it was found, by {@link System#nanoTime}
     */
    LastLook(ServedFile file, @Nullable ServedFile original, long atNanos) {
        this.file = file;
        this.original = original;
        this.atNanos = atNanos;
    }

    /** How long ago that was, in nanoseconds. */
    long age(long nowNanos) {
        return nowNanos - atNanos;
    }

    /**
     * Whether it was so short a time ago; has it looked at again when half of that is over. One that is not found
     * unchanged is soon too old.
     */
    boolean isWithin(long nanos, long nowNanos, Executor fileThreads) {
        long age = age(nowNanos);
        if (age > nanos / 2 && age < nanos && looking.compareAndSet(false, true)) {
            lookAgain(fileThreads);
        }
        return age < nanos;
    }

    private void lookAgain(Executor fileThreads) {
        try {
            fileThreads.execute(() -> {
                long before = System.nanoTime();
                if (file.isUnchanged() && (original == null || original.isUnchanged())) {
                    atNanos = before;
                    looking.set(false);
                }
            });
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // Overloaded or stopping: the file will be found anew when it has not been looked at for too long.
            return;
        }
    }
}
