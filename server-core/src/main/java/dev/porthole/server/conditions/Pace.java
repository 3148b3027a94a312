package dev.porthole.server.conditions;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One direction of a line, shared by all connections of a device on all event loops: who wants to send something
 * reserves the time that its bits take. A token bucket that counts nanoseconds; full, it holds {@link #SPARE_NANOS}.
 * Safe to use from any thread, without a lock.
 */
final class Pace {

    /**
     * So much time is not lost when somebody comes late for it. A timer that fires a little late would make the line
     * slower than it is.
     */
    static final long SPARE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int BITS = 8;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong free;

    /** A line that was free long before now, in nanoseconds of any origin. */
    Pace(long nowNanos) {
        free = new AtomicLong(nowNanos - SPARE_NANOS);
    }

    /** Reserves the time for so many bytes behind everybody else; returns when they have passed. */
    long reserve(long bytes, long bitsPerSecond, long nowNanos) {
        if (bitsPerSecond == NetworkProfile.UNLIMITED) {
            return nowNanos;
        }
        long takes = nanos(bytes, bitsPerSecond);
        long earliest = nowNanos - SPARE_NANOS;
        return free.accumulateAndGet(takes, (before, more) -> (before - earliest > 0 ? before : earliest) + more);
    }

    /** Gives up what has been reserved: the line has changed. */
    void reset(long nowNanos) {
        free.set(nowNanos);
    }

    /** How long so many bytes take. */
    static long nanos(long bytes, long bitsPerSecond) {
        return (long) ((double) bytes * BITS * SECOND / bitsPerSecond);
    }

    /** How many bytes pass in a time. */
    static long bytes(long nanos, long bitsPerSecond) {
        return (long) ((double) nanos * bitsPerSecond / (BITS * SECOND));
    }
}
