package dev.porthole.app.lab.record;

import dev.porthole.lab.event.LabEvent;
import java.util.List;

/**
 * A run that was written down.
 *
 * @param header what ran, where and when
 * @param events what happened, the first first
 * @param complete whether it was written to the end of the run
 */
public record Recording(RecordingHeader header, List<LabEvent> events, boolean complete) {

    /** Copies the events. */
    public Recording {
        events = List.copyOf(events);
    }
}
