package dev.porthole.server.http;

/**
 * How long the socket took nothing of one answer because it was full, so that the loop waited for EPOLLOUT. The clock
 * is asked only when something was left over. For the connection's event loop only.
 */
final class BlockedTime {

    private int waiting;
    private boolean blocked;
    private long sinceNanos;
    private long nanos;

    /** A piece is handed to the channel. */
    void handedOver() {
        waiting++;
    }

    /** The channel has been flushed: what still waits has found no room. */
    void flushed() {
        if (waiting > 0 && !blocked) {
            blocked = true;
            sinceNanos = System.nanoTime();
        }
    }

    /** The system has taken a piece whole, or never will. */
    void taken() {
        waiting--;
        if (blocked) {
            long now = System.nanoTime();
            nanos += now - sinceNanos;
            sinceNanos = now;
            blocked = waiting > 0;
        }
    }

    /** So long until now, in nanoseconds. */
    long until(long now) {
        return blocked ? nanos + now - sinceNanos : nanos;
    }
}
