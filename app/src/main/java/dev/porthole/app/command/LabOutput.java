package dev.porthole.app.command;

import dev.porthole.app.lab.record.RecordingHeader;
import dev.porthole.lab.event.LabEvent;

/** Where a run of the lab is written while it goes on; always from one thread. */
interface LabOutput {

    /**
     * A run begins.
     *
     * @param recorded whether it is not happening now
     */
    void begin(RecordingHeader header, boolean recorded);

    /** Something happened. */
    void event(LabEvent event);

    /**
     * It has come to its end.
     *
     * @param complete whether nothing is missing
     */
    void end(boolean complete);

    /** Whether nobody reads any longer what is written. */
    boolean closed();
}
