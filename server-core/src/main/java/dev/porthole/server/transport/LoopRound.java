package dev.porthole.server.transport;

import io.netty.util.concurrent.FastThreadLocal;

/**
 * Counts the rounds of an event loop. In one round the loop waits once and then serves what was ready before,
 * so what has been found out once in a round need not be found out again. For the loop's thread only.
 */
public final class LoopRound {

    private static final FastThreadLocal<LoopRound> CURRENT = new FastThreadLocal<>() {
        @Override
        protected LoopRound initialValue() {
            return new LoopRound();
        }
    };

    private long number;
    private long report;

    private LoopRound() {}

    /** {@return the counter of the calling thread's loop} */
    public static LoopRound current() {
        return CURRENT.get();
    }

    /** {@return the number of the round that is under way} */
    public long number() {
        return number;
    }

    /**
     * {@return the number of the system's last report of what is ready} All that one report tells of happened before
     * it. There is one in each round, or one for each event where the system goes on by itself during a round.
     */
    public long report() {
        return report;
    }

    void begin() {
        number++;
        report++;
    }

    void beginReport() {
        report++;
    }
}
