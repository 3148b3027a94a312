package dev.porthole.server.http;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shares the rounds of an event loop among those who have much to send. A client that takes everything at once
 * would otherwise keep the loop, and all others would wait. All together may send so much in a round; whoever wants
 * to go on after that waits in a queue until the loop has looked at its sockets again. For the loop's thread only.
 */
final class Turns {

    /** It takes a millisecond or two to hand so many bytes to the system. */
    static final long BYTES_IN_A_ROUND = 4 << 20;

    private final LongSupplier rounds;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private long round;
    private long sent;
    private boolean scheduled;
    private boolean running;

    /**
     * Nobody waits yet.
     *
     * @param rounds the number of the loop's present round
     */
    Turns(LongSupplier rounds) {
        this.rounds = rounds;
    }

    /** Counts bytes that are handed to a channel, or what takes as long. */
    void sends(long bytes) {
        long now = rounds.getAsLong();
        if (round != now) {
            round = now;
            sent = 0;
        }
        sent += bytes;
    }

    /** Whether somebody may go on at once. */
    boolean mayGoOn() {
        return waiting.isEmpty() && !running && isAnythingLeft();
    }

    private boolean isAnythingLeft() {
        return round != rounds.getAsLong() || sent < BYTES_IN_A_ROUND;
    }

    /** Runs a task in a later round, after those that wait already. */
    void await(EventExecutor loop, Runnable task) {
        waiting.add(task);
        if (!scheduled) {
            schedule(loop);
        }
    }

    /** A task that is merely queued would run before the loop looks at any socket; a timer runs after that. */
    private void schedule(EventExecutor loop) {
        scheduled = true;
        Runnable next = () -> run(loop);
        loop.schedule(next, 0, TimeUnit.NANOSECONDS);
    }

    private void run(EventExecutor loop) {
        scheduled = false;
        running = true;
        try {
            // Not those who come back meanwhile: it is their next turn. One at least, whatever those have sent
            // who need not wait, or it could wait for ever.
            for (int left = waiting.size(); left > 0; left--) {
                waiting.remove().run();
                if (!isAnythingLeft()) {
                    break;
                }
            }
        } finally {
            running = false;
            if (!waiting.isEmpty() && !scheduled) {
                schedule(loop);
            }
        }
    }
}
