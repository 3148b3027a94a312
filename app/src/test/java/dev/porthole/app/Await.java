package dev.porthole.app;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testfx.util.WaitForAsyncUtils;

/** Waits for something to become true, and says what it waited for when it does not. */
public final class Await {

    private static final long DEADLINE_SECONDS = 20;

    private Await() {}

    /** Waits until the condition holds. */
    public static void until(String what, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS, condition);
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain until " + what, e);
        }
    }

    /** A thread that plays the part of the window's in tests without a window. */
    public static final class Stage implements AutoCloseable {

        // As the window's: what comes after it has closed has nobody left to do it for.
        private final ExecutorService thread = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new ThreadPoolExecutor.DiscardPolicy());

        /** The thread, to hand work to. */
        public ExecutorService executor() {
            return thread;
        }

        /** Reads or does something on the thread. */
        public <T> T call(Callable<T> work) {
            try {
                return thread.submit(work).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        /** Does something on the thread. */
        public void run(Runnable work) {
            call(() -> {
                work.run();
                return true;
            });
        }

        /** Waits until a condition holds on the thread. */
        public void until(String what, Callable<Boolean> condition) {
            Await.until(what, () -> call(condition));
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }
}
