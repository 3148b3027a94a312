package dev.porthole.server.http;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * When a file that is kept was last seen to be what it was. What the system cannot report (a network disk, a change
 * through a memory mapping) is found by looking once in a while, as long as it is asked for. For any thread.
 */
final class LastLook {

    private final BooleanSupplier unchanged;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long atNanos;

    /**
     * It has just been found.
     *
     * @param unchanged looks whether it is what it was; waits for the disk
     * @param atNanos when it was found, by {@link System#nanoTime}
     */
    LastLook(BooleanSupplier unchanged, long atNanos) {
        this.unchanged = unchanged;
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
    boolean isWithin(long nanos, Executor fileThreads) {
        long age = age(System.nanoTime());
        if (age > nanos / 2 && age < nanos && looking.compareAndSet(false, true)) {
            lookAgain(fileThreads);
        }
        return age < nanos;
    }

    private void lookAgain(Executor fileThreads) {
        try {
            fileThreads.execute(() -> {
                long before = System.nanoTime();
                if (unchanged.getAsBoolean()) {
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
