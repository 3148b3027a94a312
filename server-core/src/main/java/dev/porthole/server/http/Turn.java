package dev.porthole.server.http;

import io.netty.util.concurrent.EventExecutor;

/** One connection's part in the {@link Turns} of its event loop, as long as its answers come from memory. */
final class Turn {

    /** An answer from memory takes as long as it takes to send so many bytes more than it has. */
    private static final int ANSWER_COST = 2 << 10;

    private final Turns turns;
    private final EventExecutor loop;
    private final Runnable goOn;
    private boolean waiting;

    /**
     * Waits for nothing.
     *
     * @param goOn what is done when a turn has come that was waited for
     */
    Turn(Turns turns, EventExecutor loop, Runnable goOn) {
        this.turns = turns;
        this.loop = loop;
        this.goOn = goOn;
    }

    /** Counts an answer that was found. */
    void answers() {
        turns.sends(ANSWER_COST);
    }

    /** Counts bytes that are handed to the channel. */
    void sends(long bytes) {
        turns.sends(bytes);
    }

    boolean isWaiting() {
        return waiting;
    }

    /** Whether the next requests can be looked at in this round of the loop; if not, it goes on in a later one. */
    boolean mayGoOn() {
        if (!waiting && !turns.mayGoOn()) {
            waiting = true;
            turns.await(loop, () -> {
                waiting = false;
                goOn.run();
            });
        }
        return !waiting;
    }
}
