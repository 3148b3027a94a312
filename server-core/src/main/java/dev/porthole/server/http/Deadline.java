package dev.porthole.server.http;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thing a connection is waiting for, with a limit. Moving the deadline later, which happens with
 * every request, only writes a field: the task in the loop's queue finds out when it runs. For use on the
 * connection's event loop alone.
 */
public final class Deadline {

    private static final long NONE = Long.MAX_VALUE;

    private final EventExecutor loop;
    private final Runnable onExpiry;
    private long at = NONE;
    private long taskAt;
    private @Nullable ScheduledFuture<?> task;

    /**
     * Nothing is waited for.
     *
     * @param loop where the time is measured and the expiry is told
     * @param onExpiry what is done when it is waited too long, on the loop
     */
    public Deadline(EventExecutor loop, Runnable onExpiry) {
        this.loop = loop;
        this.onExpiry = onExpiry;
    }

    /**
     * Waits so long from now on.
     *
     * @param fromNow at least a few milliseconds; the loop's timer is not exact
     */
    public void set(Duration fromNow) {
        set(System.nanoTime(), fromNow);
    }

    /** Sets it without asking the clock again, for whoever just did. */
    void set(long nowNanos, Duration fromNow) {
        at = nowNanos + fromNow.toNanos();
        if (task == null || taskAt - at > 0) {
            schedule();
        }
    }

    /** Waits for nothing, until it is set again. */
    public void clear() {
        at = NONE;
    }

    /** Waits for nothing any more. */
    public void cancel() {
        at = NONE;
        if (task != null) {
            task.cancel(false);
            task = null;
        }
    }

    private void schedule() {
        if (task != null) {
            task.cancel(false);
        }
        taskAt = at;
        task = loop.schedule(this::check, Math.max(0, at - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private void check() {
        task = null;
        if (at == NONE) {
            return;
        }
        if (at - System.nanoTime() > 0) {
            schedule();
        } else {
            at = NONE;
            onExpiry.run();
        }
    }
}
