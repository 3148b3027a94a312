package dev.porthole.app.lab;

import dev.porthole.lab.event.LabEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Events on their way from an experiment to the window. It never makes the experiment wait: when nobody looks for too
 * long, the oldest are dropped, and counted. Safe to use from any thread.
 */
final class EventRing implements Consumer<LabEvent> {

    /** How many are kept for the next look. */
    static final int CAPACITY = 16_384;

    private final ArrayDeque<LabEvent> events = new ArrayDeque<>();
    private long lost;

    @Override
    public synchronized void accept(LabEvent event) {
        if (events.size() == CAPACITY) {
            events.removeFirst();
            lost++;
        }
        events.add(event);
    }

    /** Takes out all there is. */
    synchronized EventBatch take() {
        EventBatch batch = new EventBatch(List.copyOf(events), lost);
        events.clear();
        lost = 0;
        return batch;
    }
}
