package dev.porthole.app.connections;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table. It stays the same object for as long as its connection is listed, so that selection and
 * scrolling are not disturbed by what changes in it. For the thread of the window.
 */
public final class ConnectionItem {

    private final long number;
    private final ReadOnlyObjectWrapper<ConnectionRow> row;
    private final ReadOnlyObjectWrapper<@Nullable Lane> lane = new ReadOnlyObjectWrapper<>();

    ConnectionItem(ConnectionRow row) {
        this.number = row.number();
        this.row = new ReadOnlyObjectWrapper<>(row);
    }

    /** The connection's number. */
    public long number() {
        return number;
    }

    /** What is known of it. */
    public ConnectionRow row() {
        return row.get();
    }

    /** What is known of it. */
    public ReadOnlyObjectProperty<ConnectionRow> rowProperty() {
        return row.getReadOnlyProperty();
    }

    /** What to draw of it; null until it has been in sight. */
    public ReadOnlyObjectProperty<@Nullable Lane> laneProperty() {
        return lane.getReadOnlyProperty();
    }

    void set(ConnectionRow now) {
        if (!now.equals(row.get())) {
            row.set(now);
        }
    }

    void set(Lane now) {
        if (!now.equals(lane.get())) {
            lane.set(now);
        }
    }
}
