package dev.porthole.server.http;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How much memory answers may wait in for clients that do not take them, all clients of a server together.
 * Without such a bound, ten thousand clients that each ask for a small file and never read would need more than
 * a gigabyte. For any thread.
 */
final class AnswerMemory {

    /** The whole of a small answer is on the heap, and once more outside of it while the system takes it. */
    private static final int COPIES = 2;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** Memory that an answer waits in; given back once, however often that is said. */
    final class Share {

        private long bytes;

        private Share(long bytes) {
            this.bytes = bytes;
        }

        synchronized void giveBack() {
            taken.addAndGet(-bytes);
            bytes = 0;
        }
    }

    /** Memory of a chosen size. */
    AnswerMemory(long most) {
        this.most = most;
    }

    /** As much as this program can spare for it: a sixteenth of its heap, and 16 MiB at most. */
    static AnswerMemory spared() {
        return new AnswerMemory(Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 16));
    }

    /**
     * Room for an answer with so many bytes, or null when there is none. There is room until the limit has
     * been reached, so that even the largest answer finds some.
     */
    @Nullable Share take(long bytes) {
        if (taken.get() >= most) {
            return null;
        }
        taken.addAndGet(COPIES * bytes);
        return new Share(COPIES * bytes);
    }

    /** How many bytes are taken now. */
    long taken() {
        return taken.get();
    }
}
