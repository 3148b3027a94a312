package dev.porthole.app.command;

import dev.porthole.app.lab.plain.ReadingTable;
import dev.porthole.app.lab.plain.ToldTable;
import dev.porthole.app.lab.record.RecordingHeader;
import dev.porthole.lab.event.LabEvent;
import java.io.PrintStream;

/** Writes a run for people: each event as it happens, and at the end the tables. */
final class LabPrinter implements LabOutput {

    private final LabText words;
    private final PrintStream out;
    private ToldTable told = new ToldTable();
    private ReadingTable readings = new ReadingTable();
    private boolean first = true;

    LabPrinter(LabText words, PrintStream out) {
        this.words = words;
        this.out = out;
    }

    @Override
    public void begin(RecordingHeader header, boolean recorded) {
        told = new ToldTable();
        readings = new ReadingTable();
        if (!first) {
            out.println();
        }
        first = false;
        words.heading(header, recorded).forEach(out::println);
        out.flush();
    }

    @Override
    public void event(LabEvent event) {
        if (event instanceof LabEvent.Told one) {
            told.add(one);
        } else if (event instanceof LabEvent.Reading one) {
            readings.add(one);
        }
        words.lines(event).forEach(out::println);
        out.flush();
    }

    @Override
    public void end(boolean complete) {
        words.table(told).forEach(out::println);
        words.table(readings).forEach(out::println);
        if (!complete) {
            out.println(words.get("lab.recording.incomplete"));
        }
        out.flush();
    }

    @Override
    public boolean closed() {
        return out.checkError();
    }
}
