package dev.porthole.app.view;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The beat at which models look at the log: 20 times a second at most, and never while nobody can see the
 * window. It beats off the thread of the window, so that a window in which nothing happens draws nothing.
 */
public final class Ticker {

    private static final long PERIOD_MILLIS = 50;

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean active;

    /** Beats on the given thread, once it is made active. */
    public Ticker(ScheduledExecutorService thread) {
        var _ = thread.scheduleWithFixedDelay(this::beat, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Calls the listener at each beat. */
    public void onBeat(Runnable listener) {
        listeners.add(listener);
    }

    /** Whether anybody can see the window. */
    public void setActive(boolean active) {
        this.active = active;
    }

    private void beat() {
        if (!active) {
            return;
        }
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                // One model's mistake must not stop the beat for the others.
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, e);
            }
        }
    }
}
