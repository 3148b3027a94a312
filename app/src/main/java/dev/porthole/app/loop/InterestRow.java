package dev.porthole.app.loop;

import dev.porthole.server.loop.KernelInterestList;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A line of the interest list.
 *
 * @param kind what is watched
 * @param connection the connection's number, or 0
 * @param descriptor its file descriptor, or -1
 * @param mask what the loop asks for; of what is no socket, what the kernel says
 * @param ready what it was ready with in the shown round, or 0
 * @param wakeUps how often it was ready since the trace began; 0 for an earlier moment, of which nobody knows
 * @param kernelMask what the kernel says instead, or 0 where it says the same
 * @param differs whether the kernel says something else
 */
record InterestRow(
        KernelInterestList.Kind kind,
        long connection,
        int descriptor,
        @Nullable InetSocketAddress client,
        int mask,
        int ready,
        long wakeUps,
        int kernelMask,
        boolean differs) {

    /**
     * The line of a socket.
     *
     * @param live whether it is shown as it is now
     */
    static InterestRow of(LaneView lane, @Nullable KernelComparison comparison, boolean live) {
        boolean differs = comparison != null && comparison.differing().contains(lane.descriptor());
        int kernel = differs && comparison != null ? comparison.kernel().getOrDefault(lane.descriptor(), 0) : 0;
        return new InterestRow(
                KernelInterestList.Kind.SOCKET, lane.connection(), lane.descriptor(), lane.client(), lane.mask(),
                lane.ready(), live ? lane.wakeUps() : 0, kernel, differs);
    }

    /** The line of what wakes the loop otherwise. */
    static InterestRow of(KernelInterestList.Entry entry) {
        return new InterestRow(entry.kind(), 0, entry.descriptor(), null, entry.mask(), 0, 0, 0, false);
    }
}
