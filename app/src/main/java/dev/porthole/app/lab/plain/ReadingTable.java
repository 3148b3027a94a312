package dev.porthole.app.lab.plain;

import dev.porthole.lab.event.LabEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;

/** What was measured, a row for each size, a column for each series; of equal ones the last. */
public final class ReadingTable {

    /** As many as anybody reads. */
    static final int MOST_ROWS = 200;

    private final SequencedSet<String> series = new LinkedHashSet<>();
    private final TreeMap<Double, Map<String, LabEvent.Reading>> rows = new TreeMap<>();

    /** An empty table. */
    public ReadingTable() {}

    /** One more; an equal one before it is forgotten. */
    public void add(LabEvent.Reading reading) {
        series.add(reading.series());
        rows.computeIfAbsent(reading.at(), at -> new TreeMap<>()).put(reading.series(), reading);
        if (rows.size() > MOST_ROWS) {
            rows.pollFirstEntry();
        }
    }

    /** Forgets everything. */
    public void clear() {
        series.clear();
        rows.clear();
    }

    /** The series, in the order in which they were first measured. */
    public List<String> series() {
        return List.copyOf(series);
    }

    /** The rows, the smallest size first: what was measured, by series. */
    public List<Map<String, LabEvent.Reading>> rows() {
        return new ArrayList<>(rows.values());
    }
}
