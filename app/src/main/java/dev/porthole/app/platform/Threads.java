package dev.porthole.app.platform;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.application.Platform;

/**
 * Where work is done, so that each kind has one place and none waits for another.
 *
 * @param background disk, servers and other programs: may wait
 * @param view prepares what tables show: computes, never waits
 * @param ui the only way back to the thread of the window
 */
public record Threads(ScheduledExecutorService background, ScheduledExecutorService view, Executor ui)
        implements AutoCloseable {

    /** The threads of a running window. */
    public static Threads real() {
        return with(Platform::runLater);
    }

    /** The same threads with another way back, for models without a window. */
    public static Threads with(Executor ui) {
        return new Threads(
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("porthole-background").factory()),
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("porthole-view").factory()),
                ui);
    }

    /** Begins nothing new; what is under way may finish. */
    @Override
    public void close() {
        background.shutdownNow();
        view.shutdownNow();
    }
}
