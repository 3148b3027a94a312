package dev.porthole.app.requests;

import dev.porthole.server.event.EventLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Rows that the user wants to keep, whatever the filter says and the log drops; of each site its own. Used by
 * the thread of the window.
 */
public final class PinnedRows {

    /** How many rows can be pinned; each keeps its heads. */
    public static final int MOST = 100;

    private final Map<EventLog, List<LogRow>> kept = new HashMap<>();
    private final ReadOnlyObjectWrapper<List<LogRow>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private @Nullable EventLog log;

    /** The pinned rows of the site that is shown, in the order in which they came, with their heads. */
    public ReadOnlyObjectProperty<List<LogRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** Whether no further row can be pinned. */
    public boolean isFull() {
        return rows.get().size() >= MOST;
    }

    /** Whether the request with this number is pinned. */
    public boolean contains(long number) {
        return rows.get().stream().anyMatch(row -> row.number() == number);
    }

    /** Takes every pin away. */
    public void clear() {
        set(List.of());
    }

    /** Shows the pinned rows of another log. */
    void show(@Nullable EventLog shown) {
        log = shown;
        rows.set(shown == null ? List.of() : kept.getOrDefault(shown, List.of()));
    }

    /** Forgets the rows of a log that will not be shown again. */
    void forget(EventLog gone) {
        kept.remove(gone);
        if (gone.equals(log)) {
            rows.set(List.of());
        }
    }

    /** Pins rows, as many as there is room for. */
    void add(List<LogRow> more) {
        List<LogRow> all = new ArrayList<>(rows.get());
        for (LogRow row : more) {
            if (all.size() < MOST && all.stream().noneMatch(one -> one.number() == row.number())) {
                all.add(row);
            }
        }
        all.sort((one, other) -> Long.compare(one.number(), other.number()));
        set(all);
    }

    /** Takes the pins of these rows away. */
    void remove(List<LogRow> fewer) {
        set(rows.get().stream()
                .filter(row -> fewer.stream().noneMatch(one -> one.number() == row.number()))
                .toList());
    }

    /** Puts rows that have been finished in the places of those that were not. */
    void replace(Map<Long, LogRow> finished) {
        set(rows.get().stream().map(row -> finished.getOrDefault(row.number(), row)).toList());
    }

    private void set(List<LogRow> now) {
        if (log != null && !now.equals(rows.get())) {
            kept.put(log, List.copyOf(now));
            rows.set(List.copyOf(now));
        }
    }
}
