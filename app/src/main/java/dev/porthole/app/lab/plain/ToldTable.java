package dev.porthole.app.lab.plain;

import dev.porthole.lab.event.LabEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** What several watchers were told, a row for each time they were asked, a column for each watcher. */
public final class ToldTable {

    /** As many as anybody reads. */
    static final int MOST_ROWS = 200;

    private final SequencedSet<String> columns = new LinkedHashSet<>();
    private final List<Row> rows = new ArrayList<>();

    /**
     * What all were told when they were asked once.
     *
     * @param key the message's key
     * @param told what each was told
     */
    public record Row(String key, SequencedMap<String, String> told) {}

    /** An empty table. */
    public ToldTable() {}

    /** A new row begins when somebody is told something else, or again. */
    public void add(LabEvent.Told event) {
        columns.add(event.column());
        Row last = rows.isEmpty() ? null : rows.getLast();
        if (last == null || !last.key().equals(event.row()) || last.told().containsKey(event.column())) {
            last = new Row(event.row(), new LinkedHashMap<>());
            rows.add(last);
            if (rows.size() > MOST_ROWS) {
                rows.removeFirst();
            }
        }
        last.told().put(event.column(), event.told());
    }

    /** Forgets everything. */
    public void clear() {
        columns.clear();
        rows.clear();
    }

    /** The watchers, in the order in which they were first told something. */
    public List<String> columns() {
        return List.copyOf(columns);
    }

    /** The rows, the first first. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }
}
