package dev.porthole.app.command;

import dev.porthole.app.lab.record.RecordingHeader;
import dev.porthole.app.lab.record.RecordingWriter;
import dev.porthole.lab.event.LabEvent;
import java.io.PrintStream;

/** Writes the lines of a recording: for programs, and to be played elsewhere. Nothing in it is translated. */
final class LabJson implements LabOutput {

    private final PrintStream out;
    private long events;

    LabJson(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(RecordingHeader header, boolean recorded) {
        events = 0;
        write(RecordingWriter.header(header));
    }

    @Override
    public void event(LabEvent event) {
        events++;
        write(RecordingWriter.event(event));
    }

    @Override
    public void end(boolean complete) {
        if (complete) {
            write(RecordingWriter.end(events));
        }
    }

    @Override
    public boolean closed() {
        return out.checkError();
    }

    private void write(String line) {
        // The end of a line is the same on every system, so that recordings are.
        out.print(line + "\n");
        out.flush();
    }
}
