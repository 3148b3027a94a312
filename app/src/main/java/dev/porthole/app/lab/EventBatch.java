package dev.porthole.app.lab;

import dev.porthole.lab.event.LabEvent;
import java.util.List;

/**
 * What happened since the last look.
 *
 * @param events in their order
 * @param lost how many before them were too many to keep
 */
public record EventBatch(List<LabEvent> events, long lost) {

    /** Copies the events. */
    public EventBatch {
        events = List.copyOf(events);
    }
}
