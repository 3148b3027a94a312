package dev.porthole.app.requests;

import dev.porthole.app.text.Messages;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/**
 * The pinned rows, above the table and under the same columns. A few are in sight at a time; the others are
 * reached by scrolling, so that the table keeps its room.
 */
final class PinnedController {

    private static final int ROWS_IN_SIGHT = 4;

    private final TableView<LogRow> table;
    private final RequestColumns columns;
    private final RowMenu menu;
    private final RequestsViewModel model;
    private final Messages messages;
    private final RowList rows = new RowList();
    private boolean updating;

    @FXML TableView<LogRow> pinnedTable;
    @FXML Label pinnedCount;
    @FXML Button unpinAll;

    /** Fills the strip above a table; its columns follow those of the table. */
    PinnedController(
            TableView<LogRow> table, RequestColumns columns, RowMenu menu, RequestsViewModel model,
            Messages messages) {
        this.table = table;
        this.columns = columns;
        this.menu = menu;
        this.model = model;
        this.messages = messages;
    }

    @FXML
    void initialize() {
        pinnedTable.setItems(rows);
        pinnedTable.setRowFactory(any -> new RequestRow(model.pinned()));
        pinnedTable.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        menu.install(pinnedTable);
        for (TableColumn<LogRow, LogRow> twin : columns.twins()) {
            pinnedTable.getColumns().add(twin);
        }
        table.getColumns().addListener((ListChangeListener<TableColumn<LogRow, ?>>) change -> order());
        order();
        model.pinned().rowsProperty().subscribe(this::show);
        show();
        pinnedCount.textProperty().bind(Bindings.createStringBinding(
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
