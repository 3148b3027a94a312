package dev.porthole.app.connections;

import dev.porthole.server.event.CloseReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be drawn of one connection on a time axis. Moments are nanoseconds since 1970.
 *
 * @param openedAt when it was accepted
 * @param endedAt when it ended, or the end of the axis while it is open
 * @param reason how it ended, or null while it is open
 * @param blocks its requests, oldest first; never more than two for each step of the axis
 */
public record Lane(long openedAt, long endedAt, @Nullable CloseReason reason, List<Block> blocks) {

    /**
     * A request, or several that would fall into the same pixel.
     *
     * @param from when the first byte of the (first) request came
     * @param to when the last byte of the (last) answer was handed over, or the end of the axis while it is under way
     * @param count how many requests they are
     * @param status the status; of several the highest, so that an error is never hidden; 0 while there is none
     * @param blocked for how long of that the client took nothing, nanoseconds
     * @param newest the number of the (last) request
     */
    public record Block(long from, long to, int count, int status, long blocked, long newest) {

        private Block joinedWithOlder(Block older) {
            return new Block(
                    Math.min(older.from, from), Math.max(older.to, to), count + older.count,
                    Math.max(status, older.status), blocked + older.blocked, newest);
        }
    }

    /** Copies the blocks. */
    public Lane {
        blocks = List.copyOf(blocks);
    }

    /** Whether anything of it lies on an axis. */
    boolean isIn(TimeAxis axis) {
        return openedAt <= axis.to() && endedAt >= axis.from();
    }

    /** Gathers blocks from the newest request to the oldest, and joins those that nobody could tell apart. */
    static final class Builder {

        private final TimeAxis axis;
        private final List<Block> newestFirst = new ArrayList<>();

        Builder(TimeAxis axis) {
            this.axis = axis;
        }

        void add(long number, long from, long to, int status, long blocked) {
            Block block = new Block(from, to, 1, status, blocked, number);
            Block newer = newestFirst.isEmpty() ? null : newestFirst.getLast();
            if (newer != null && isShort(newer) && isShort(block)
                    && axis.stepOf(newer.from()) == axis.stepOf(from)) {
                newestFirst.set(newestFirst.size() - 1, newer.joinedWithOlder(block));
            } else {
                newestFirst.add(block);
            }
        }

        private boolean isShort(Block block) {
            return block.to() - block.from() < axis.step();
        }

        List<Block> oldestFirst() {
            return newestFirst.reversed();
        }
    }
}
