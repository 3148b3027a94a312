package dev.porthole.app.requests;

import dev.porthole.app.text.Messages;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;

/**
 * The pinned rows, above the table and under the same columns. A few are in sight at a time; the others are
 * reached by scrolling, so that the table keeps its room.
 */
final class PinnedStrip {

    private static final int ROWS_IN_SIGHT = 4;

    private final TableView<LogRow> pinnedTable;
    private final TableView<LogRow> table;
    private final RequestsViewModel model;
    private final RowList rows = new RowList();
    private boolean updating;

    /** Fills the strip; its columns follow those of the table. */
    PinnedStrip(
            Region strip, TableView<LogRow> pinnedTable, Label count, Button unpinAll,
            TableView<LogRow> table, RequestColumns columns, RequestsViewModel model, Messages messages) {
        this.pinnedTable = pinnedTable;
        this.table = table;
        this.model = model;
        pinnedTable.setItems(rows);
        pinnedTable.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        for (TableColumn<LogRow, LogRow> twin : columns.twins()) {
            pinnedTable.getColumns().add(twin);
        }
        table.getColumns().addListener((ListChangeListener<TableColumn<LogRow, ?>>) change -> order());
        order();
        strip.visibleProperty().bind(model.pinned().rowsProperty().map(pinned -> !pinned.isEmpty()));
        strip.managedProperty().bind(strip.visibleProperty());
        model.pinned().rowsProperty().subscribe(this::show);
        count.textProperty().bind(Bindings.createStringBinding(
                () -> messages.count(
                        model.pinned().isFull() ? "requests.pinned.full" : "requests.pinned",
                        model.pinned().rowsProperty().get().size()),
                model.pinned().rowsProperty(), messages.languageProperty()));
        unpinAll.setOnAction(e -> model.pinned().clear());
        pinnedTable.getSelectionModel().getSelectedItems().addListener(
                (ListChangeListener<LogRow>) change -> taken());
        pinnedTable.getSelectionModel().selectedItemProperty().subscribe(this::taken);
        model.selectedProperty().subscribe(this::unselect);
        pinnedTable.skinProperty().subscribe(skin -> scrollTogether());
        table.skinProperty().subscribe(skin -> scrollTogether());
    }

    private void show() {
        updating = true;
        rows.show(model.pinned().rowsProperty().get());
        pinnedTable.getSelectionModel().clearSelection();
        updating = false;
        double height = Math.min(ROWS_IN_SIGHT, rows.size()) * pinnedTable.getFixedCellSize();
        pinnedTable.setMinHeight(height);
        pinnedTable.setPrefHeight(height);
        pinnedTable.setMaxHeight(height);
    }

    private void taken() {
        List<LogRow> chosen = pinnedTable.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull).toList();
        if (!updating && !chosen.isEmpty()) {
            updating = true;
            model.select(chosen, RowSelection.lead(chosen, pinnedTable.getSelectionModel().getSelectedItem()));
            updating = false;
        }
    }

    /** What is selected in the table is not selected here. */
    private void unselect() {
        if (!updating) {
            updating = true;
            pinnedTable.getSelectionModel().clearSelection();
            updating = false;
        }
    }

    /** Columns stand as in the table. */
    private void order() {
        pinnedTable.getColumns().setAll(pinnedTable.getColumns().stream()
                .sorted(Comparator.comparingInt(column -> place(column.getUserData()))).toList());
    }

    private int place(Object column) {
        for (int i = 0; i < table.getColumns().size(); i++) {
            if (table.getColumns().get(i).getUserData().equals(column)) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    private void scrollTogether() {
        horizontal(pinnedTable).ifPresent(upper -> horizontal(table).ifPresent(
                lower -> upper.valueProperty().bindBidirectional(lower.valueProperty())));
    }

    private static Optional<ScrollBar> horizontal(TableView<?> table) {
        return table.lookupAll(".scroll-bar").stream()
                .filter(ScrollBar.class::isInstance).map(ScrollBar.class::cast)
                .filter(bar -> bar.getOrientation() == Orientation.HORIZONTAL)
                .findFirst();
    }
}
