package dev.porthole.app.loop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be shown of one loop.
 *
 * @param from the beginning of the shown time, by {@link System#nanoTime}
 * @param to its end
 * @param lanes all sockets that were there, the listening one first
 * @param rounds the rounds whose wait ended in the shown time, in order; of those that cannot be told apart, one
 * @param last the last round before the end in which a socket was ready
 * @param connections how many connections were open at the end
 * @param busy for which share of the last second, at most, the loop did not wait; from 0 to 1
 * @param oldest the earliest moment of which something is kept
 * @param newest the latest
 */
record LoopPicture(
        long from,
        long to,
        List<LaneView> lanes,
        List<Round> rounds,
        @Nullable Round last,
        int connections,
        double busy,
        long oldest,
        long newest) {

    /** Whether nothing moves in the shown time. */
    boolean isStill() {
        return rounds.isEmpty() && lanes.stream().allMatch(lane -> lane.blocks().isEmpty());
    }
}
