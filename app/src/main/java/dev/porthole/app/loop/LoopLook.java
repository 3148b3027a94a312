package dev.porthole.app.loop;

import dev.porthole.server.ServerState;
import dev.porthole.server.transport.Transport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the page of the event loop shows at one moment.
 *
 * @param running the run of the server that is looked at
 * @param loops how many loops there are
 * @param loop which one is shown, from 0
 * @param picture what it did
 * @param rows the interest list
 * @param kernel what the kernel says to it, or null where it was not asked
 * @param speed how fast what happened is shown
 * @param frozen whether it stands still
 * @param awaitsNext whether it stands until the loop is woken again
 * @param behind by how much the shown moment is behind the present, in nanoseconds
 * @param lost how many events could not be kept since the trace began
 * @param begun when the trace began
 * @param begunNanos the same, by {@link System#nanoTime}
 */
record LoopLook(
        ServerState.Running running,
        int loops,
        int loop,
        LoopPicture picture,
        List<InterestRow> rows,
        @Nullable KernelComparison kernel,
        Speed speed,
        boolean frozen,
        boolean awaitsNext,
        long behind,
        long lost,
        Instant begun,
        long begunNanos) {

    /** By what the loop waits. */
    Transport transport() {
        return running.transport();
    }

    /** Whether the right end of the lanes is now. */
    boolean isLive() {
        return !frozen && speed == Speed.REAL;
    }

    /** The time of day at a moment. */
    Instant at(long nanos) {
        return begun.plusNanos(nanos - begunNanos);
    }
}
