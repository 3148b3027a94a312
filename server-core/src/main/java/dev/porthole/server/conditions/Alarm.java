package dev.porthole.server.conditions;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs one task at the earliest of the times it was set to. For one event loop only. */
final class Alarm {

    private final Runnable task;
    private @Nullable ScheduledFuture<?> scheduled;
    private long atNanos;

    Alarm(Runnable task) {
        this.task = task;
    }

    /** Sets it, unless it goes off before that anyway. */
    void set(EventExecutor loop, long whenNanos, long nowNanos) {
        if (scheduled != null && atNanos - whenNanos <= 0) {
            return;
        }
        cancel();
        atNanos = whenNanos;
        scheduled = loop.schedule(this::goOff, Math.max(0, whenNanos - nowNanos), TimeUnit.NANOSECONDS);
    }

    void cancel() {
        if (scheduled != null) {
            scheduled.cancel(false);
            scheduled = null;
        }
    }

    private void goOff() {
        scheduled = null;
        task.run();
    }
}
