package dev.porthole.app.loop;

import dev.porthole.server.event.CloseReason;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be drawn of one connection.
 *
 * @param connection its number, or 0 for the listening socket
 * @param descriptor its file descriptor, or -1
 * @param opened when it began, or the least number if that was before the trace
 * @param closed when it ended, or the greatest number
 * @param reason how it ended
 * @param mask what the loop asks for about it at the shown moment
 * @param ready what it was ready with in the shown round, or 0
 * @param wakeUps how often it was ready since the trace began
 * @param blocks what it did in the shown time, in order
 */
record LaneView(
        long connection,
        int descriptor,
        @Nullable InetSocketAddress client,
        long opened,
        long closed,
        @Nullable CloseReason reason,
        int mask,
        int ready,
        long wakeUps,
        List<LaneBlock> blocks) {}
