package dev.porthole.app.requests;

import java.util.List;
import javafx.collections.ObservableListBase;

/** The rows that the table shows. To show others takes the same time however many they are. */
final class RowList extends ObservableListBase<LogRow> {

    private List<LogRow> rows = List.of();

    @Override
    public LogRow get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    /** The place of a request's number in rows that are in the order of arrival, or where it would be. */
    int place(long number) {
        return LogRow.place(rows, number);
    }

    /** Shows other rows, or the same in another order. */
    void show(List<LogRow> now) {
        List<LogRow> before = rows;
        if (before.isEmpty() && now.isEmpty()) {
            return;
        }
        beginChange();
        rows = now;
        nextReplace(0, now.size(), before);
        endChange();
    }

    /** Shows the same rows in the same places, of which some have been finished. Who draws them must look again. */
    void finish(List<LogRow> now) {
        rows = now;
    }
}
