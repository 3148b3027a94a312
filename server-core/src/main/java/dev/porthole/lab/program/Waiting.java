package dev.porthole.lab.program;

import dev.porthole.lab.script.LabSession;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Waits for what the kernel tells nobody about: it has to be asked again and again. */
public final class Waiting {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 1;

    private Waiting() {}

    /**
     * Waits until a condition holds.
     *
     * @param session that may end meanwhile
     * @param what what is waited for, as words after "until"
     * @param condition asked every millisecond
     * @throws IllegalStateException if it does not for 20 seconds
     * @throws InterruptedException if the thread was interrupted
     */
    public static void until(LabSession session, String what, BooleanSupplier condition) throws InterruptedException {
        if (!atMost(session, LONGEST, condition)) {
            throw new IllegalStateException("waited in vain until " + what);
        }
    }

    /** Waits until a condition holds, but not for ever; whether it does. */
    static boolean atMost(LabSession session, Duration longest, BooleanSupplier condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            session.checkStopped();
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }

    /**
     * {@return what another thread of the session will have found}
     *
     * @param <T> what it finds
     * @param session that may end meanwhile
     * @param what what is waited for, as words after "until"
     * @param future completed by the other thread
     * @throws InterruptedException if the thread was interrupted
     */
    public static <T> T result(LabSession session, String what, CompletableFuture<T> future)
            throws InterruptedException {
        until(session, what, future::isDone);
        session.checkStopped();
        return future.join();
    }
}
