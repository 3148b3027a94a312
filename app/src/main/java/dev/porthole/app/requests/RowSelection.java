package dev.porthole.app.requests;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.collections.ListChangeListener;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import javafx.scene.control.TableView.TableViewSelectionModel;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are selected. The table knows them by their places, which change; the model by their requests,
 * which do not.
 */
final class RowSelection {

    private static final int MOST_FOUND_AGAIN = 1_000;

    private final TableView<LogRow> table;
    private final RowList items;
    private final TableViewport viewport;
    private final RequestsViewModel model;
    private boolean updating;
    private boolean allWanted;

    RowSelection(TableView<LogRow> table, RowList items, TableViewport viewport, RequestsViewModel model) {
        this.table = table;
        this.items = items;
        this.viewport = viewport;
        this.model = model;
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<LogRow>) change -> taken());
        // The table tells of the rows before it knows which of them leads.
        table.getSelectionModel().selectedItemProperty().subscribe(this::taken);
        model.selectionProperty().subscribe(this::show);
        table.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (RowKeys.SELECT_ALL.match(e)) {
                selectAll();
                e.consume();
            }
        });
    }

    /** Selects everything that matches, which may be more than the newest that are shown while following. */
    void selectAll() {
        if (model.followingProperty().get() && viewport.overflows()) {
            allWanted = true;
            model.freeze();
        } else {
            table.getSelectionModel().selectAll();
        }
    }

    /** Shows other rows, and selects among them those that were selected before. */
    void keepWhile(Runnable change) {
        updating = true;
        // Rows that are replaced while they are selected cost the table more than the square of their number.
        table.getSelectionModel().clearSelection();
        change.run();
        updating = false;
        if (allWanted && !model.followingProperty().get()) {
            allWanted = false;
            table.getSelectionModel().selectAll();
        } else {
            show();
        }
    }

    private void taken() {
        if (updating) {
            return;
        }
        TableViewSelectionModel<LogRow> selected = table.getSelectionModel();
        List<LogRow> rows = selected.getSelectedItems().stream().filter(Objects::nonNull).toList();
        if (!rows.isEmpty() && model.followingProperty().get() && viewport.overflows()) {
            // A row that someone wants to read must not slide away under the pointer.
            model.freeze();
        }
        updating = true;
        model.select(rows, lead(rows, selected.getSelectedItem()));
        updating = false;
    }

    /** The row that leads, or the last one as long as the table does not know better. */
    static @Nullable LogRow lead(List<LogRow> rows, @Nullable LogRow known) {
        if (known != null && rows.contains(known)) {
            return known;
        }
        return rows.isEmpty() ? null : rows.getLast();
    }

    private void show() {
        if (updating) {
            return;
        }
        updating = true;
        TableViewSelectionModel<LogRow> selected = table.getSelectionModel();
        LogRow lead = model.selectedProperty().get();
        if (model.selectionProperty().get().size() > MOST_FOUND_AGAIN) {
            // To select them again would take the table seconds.
            model.select(lead == null ? List.of() : List.of(lead), lead);
        }
        int[] places = places(model.selectionProperty().get(), lead);
        if (places.length == 0) {
            selected.clearSelection();
        } else if (places.length != 1 || selected.getSelectedIndices().size() != 1
                || selected.getSelectedIndex() != places[0]) {
            selected.clearSelection();
            selected.selectIndices(places[0], places);
        }
        updating = false;
    }

    /** Where these rows stand now; the leading one comes last, and those that are not shown are left out. */
    private int[] places(List<LogRow> rows, @Nullable LogRow lead) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        Map<Long, Integer> found = new HashMap<>();
        if (model.orderProperty().get().isArrival()) {
            for (LogRow row : rows) {
                int place = items.place(row.number());
                if (place < items.size() && items.get(place).number() == row.number()) {
                    found.put(row.number(), place);
                }
            }
        } else {
            Map<Long, LogRow> wanted = new HashMap<>();
            rows.forEach(row -> wanted.put(row.number(), row));
            for (int place = 0; place < items.size() && found.size() < wanted.size(); place++) {
                long number = items.get(place).number();
                if (wanted.containsKey(number)) {
                    found.put(number, place);
                }
            }
        }
        Integer last = lead == null ? null : found.remove(lead.number());
        int[] places = new int[found.size() + (last == null ? 0 : 1)];
        int count = 0;
        for (int place : found.values()) {
            places[count++] = place;
        }
        if (last != null) {
            places[count] = last;
        }
        return places;
    }
}
