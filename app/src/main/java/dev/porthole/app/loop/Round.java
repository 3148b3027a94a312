package dev.porthole.app.loop;

import dev.porthole.server.loop.LoopEvent;
import java.util.List;

/**
 * One round of a loop: it waited, served what was ready, and ran tasks.
 *
 * @param number the round's number
 * @param waitFrom when it began to wait, by {@link System#nanoTime}
 * @param waitTo when it was told what is ready, or woken
 * @param end when it was through with what was ready
 * @param mayBlock whether it would have slept until something happens
 * @param handled how many sockets were served, as the transport counts them
 * @param events what happened between this wait and the next
 */
record Round(
        long number, long waitFrom, long waitTo, long end, boolean mayBlock, int handled, List<LoopEvent> events) {

    /** Whether any socket was ready. */
    boolean hasReady() {
        return events.stream()
                .anyMatch(event -> event instanceof LoopEvent.Ready || event instanceof LoopEvent.Completed);
    }
}
