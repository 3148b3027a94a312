package dev.porthole.app.platform;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Where work is done, so that each kind has one place and none waits for another. What fails in any of them
 * is told to its thread's handler of uncaught exceptions.
 *
 * @param background starts and stops servers and writes settings, one thing after the other
 * @param view prepares what tables show: computes, never waits
 * @param waiting other programs and folders that may be far away: each wait disturbs nobody else
 * @param ui the only way back to the thread of the window
 */
public record Threads(
        ScheduledExecutorService background, ScheduledExecutorService view, ExecutorService waiting, Executor ui)
        implements AutoCloseable {

    /** The threads of a running window. */
    public static Threads real() {
        return with(Platform::runLater);
    }

    /** The same threads with another way back, for models without a window. */
    public static Threads with(Executor ui) {
        return new Threads(
                new OutspokenExecutor(Thread.ofPlatform().daemon().name("porthole-background").factory()),
                new OutspokenExecutor(Thread.ofPlatform().daemon().name("porthole-view").factory()),
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("porthole-waiting").factory()),
                ui);
    }

    /** Begins nothing new; what is under way may finish. */
    @Override
    public void close() {
        background.shutdownNow();
        view.shutdownNow();
        waiting.shutdownNow();
    }

    /** One thread with a clock. Java's own keeps a failure in a future that nobody ever asks. */
    private static final class OutspokenExecutor extends ScheduledThreadPoolExecutor {

        OutspokenExecutor(ThreadFactory factory) {
            // What comes after the window has closed has nobody left to do it for.
            super(1, factory, new DiscardPolicy());
        }

        @Override
        protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
            super.afterExecute(task, thrown);
            Throwable failure = thrown;
            if (failure == null && task instanceof Future<?> future && future.isDone() && !future.isCancelled()) {
                failure = failureOf(future);
            }
            if (failure != null) {
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, failure);
            }
        }

        private static @Nullable Throwable failureOf(Future<?> done) {
            try {
                done.get();
                return null;
            } catch (ExecutionException e) {
                return e.getCause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }
}
