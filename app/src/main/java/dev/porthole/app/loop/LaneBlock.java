package dev.porthole.app.loop;

import dev.porthole.server.loop.LoopEvent;
import java.util.List;
import java.util.Optional;

/**
 * What a connection was doing for a while, with the events that say so.
 *
 * @param from when it began, by {@link System#nanoTime}
 * @param to when it ended, or the moment for which it is shown if it lasts
 * @param round the round of the loop in which it began
 */
record LaneBlock(BlockKind kind, long from, long to, long round, List<LoopEvent> events) {

    /** The first event of a kind. */
    <E extends LoopEvent> Optional<E> first(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** The same until another moment. */
    LaneBlock until(long end) {
        return new LaneBlock(kind, from, end, round, events);
    }
}
