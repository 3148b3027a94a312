package dev.porthole.app.requests;

import dev.porthole.app.text.Messages;
import dev.porthole.app.view.Constant;
import dev.porthole.app.view.RowCell;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;

/**
 * The columns of the table: which are shown, in what order, how wide, and by which it is sorted. The path takes
 * what room the others leave, until the user makes it wider or narrower.
 */
final class RequestColumns {

    /** The scroll bar, and the button at the end of the header. */
    private static final double RIGHT_END = 20;
    private static final double ROOM_WITHOUT_BAR = 764;
    private static final double NARROW_BAR = 36;
    private static final double WIDE_BAR = 104;
    private static final double SIZED_BY_CONTENT = 80;
    private static final double CLEARLY = 0.75;

    private final TableView<LogRow> table;
    private final ColumnLayout layout;
    private final RequestsViewModel model;
    private final ColumnTexts texts;
    private final Map<RequestColumn, TableColumn<LogRow, LogRow>> columns = new EnumMap<>(RequestColumn.class);
    private boolean updating;

    RequestColumns(TableView<LogRow> table, ColumnLayout layout, RequestsViewModel model, Messages messages) {
        this.table = table;
        this.layout = layout;
        this.model = model;
        texts = new ColumnTexts(messages, model::requestHead);
        for (RequestColumn column : RequestColumn.values()) {
            TableColumn<LogRow, LogRow> made = create(column);
            made.setMinWidth(column.minWidth());
            made.textProperty().bind(messages.text(column.title()));
            columns.put(column, made);
        }
        arrange();
        table.widthProperty().subscribe(this::showWanted);
        model.severalClientsProperty().subscribe(this::showWanted);
        table.getColumns().addListener((ListChangeListener<TableColumn<LogRow, ?>>) change -> {
            if (!updating) {
                layout.setOrder(table.getColumns().stream().map(RequestColumns::columnOf).toList());
            }
        });
        columns.forEach((column, shown) -> shown.widthProperty().subscribe(() -> resized(column, shown)));
        bindOrder();
    }

    /** Whether a column is shown now. */
    boolean isShown(RequestColumn column) {
        return of(column).isVisible();
    }

    /** The columns that are shown, from left to right. */
    List<RequestColumn> shown() {
        return table.getVisibleLeafColumns().stream().map(RequestColumns::columnOf).toList();
    }

    /** Shows or hides a column, as the user wishes. */
    void show(RequestColumn column, boolean shown) {
        layout.setShown(column, shown);
        showWanted();
    }

    /** Puts every column back to where it was before the user came. */
    void reset() {
        layout.reset();
        arrange();
    }

    /** Columns for another table without a header of its own, which are always as wide as these. */
    List<TableColumn<LogRow, LogRow>> twins() {
        List<TableColumn<LogRow, LogRow>> twins = new ArrayList<>();
        columns.forEach((column, shown) -> {
            TableColumn<LogRow, LogRow> twin = create(column);
            twin.setMinWidth(0);
            twin.prefWidthProperty().bind(shown.widthProperty());
            twin.visibleProperty().bind(shown.visibleProperty());
            twins.add(twin);
        });
        return twins;
    }

    private TableColumn<LogRow, LogRow> create(RequestColumn column) {
        TableColumn<LogRow, LogRow> made = new TableColumn<>();
        made.setUserData(column);
        made.getStyleClass().addAll(column.styles());
        switch (column) {
            case STATUS -> {
                made.setCellValueFactory(row -> new Constant<>(row.getValue()));
                made.setCellFactory(any -> new StatusCell(texts));
            }
            case BAR -> {
                made.setCellValueFactory(row -> new Constant<>(row.getValue()));
                made.setCellFactory(any -> new TookBarCell());
            }
            default -> RowCell.show(made, row -> texts.text(column, row), row -> texts.details(column, row));
        }
        return made;
    }

    private TableColumn<LogRow, LogRow> of(RequestColumn column) {
        return Objects.requireNonNull(columns.get(column));
    }

    private static RequestColumn columnOf(TableColumn<LogRow, ?> shown) {
        return (RequestColumn) shown.getUserData();
    }

    /** Places and sizes everything as the settings say. */
    private void arrange() {
        updating = true;
        List<TableColumn<LogRow, ?>> ordered = new ArrayList<>();
        layout.order().forEach(column -> ordered.add(of(column)));
        table.getColumns().setAll(ordered);
        columns.forEach(this::size);
        updating = false;
        showWanted();
    }

    private void size(RequestColumn column, TableColumn<LogRow, LogRow> sized) {
        sized.prefWidthProperty().unbind();
        if (layout.width(column).isPresent()) {
            sized.setPrefWidth(exact(layout.width(column).getAsInt()));
        } else if (column == RequestColumn.PATH) {
            List<Observable> others = new ArrayList<>();
            others.add(table.widthProperty());
            others.add(table.getVisibleLeafColumns());
            columns.values().stream().filter(other -> !other.equals(sized))
                    .forEach(other -> others.add(other.widthProperty()));
            sized.prefWidthProperty().bind(
                    Bindings.createDoubleBinding(this::roomForPath, others.toArray(Observable[]::new)));
        } else if (column == RequestColumn.BAR) {
            sized.prefWidthProperty().bind(table.widthProperty().map(width -> exact(
                    Math.clamp(width.doubleValue() - ROOM_WITHOUT_BAR, NARROW_BAR, WIDE_BAR))));
        } else {
            sized.setPrefWidth(column.width());
        }
    }

    /** Columns of the natural width are sized by their content when they are first seen, which is not wanted. */
    private static double exact(double width) {
        return width == SIZED_BY_CONTENT ? width + 0.5 : width;
    }

    private double roomForPath() {
        TableColumn<LogRow, LogRow> path = of(RequestColumn.PATH);
        double others = table.getVisibleLeafColumns().stream()
                .filter(column -> !column.equals(path))
                .mapToDouble(TableColumn::getWidth)
                .sum();
        return Math.max(path.getMinWidth(), table.getWidth() - others - RIGHT_END);
    }

    private void showWanted() {
        Set<RequestColumn> wanted = fitting();
        columns.forEach((column, shown) -> {
            boolean isWanted = wanted.contains(column);
            if (shown.isVisible() != isWanted) {
                shown.setVisible(isWanted);
                if (!isWanted && model.orderProperty().get().column() == column) {
                    // An order whose reason cannot be seen would only puzzle.
                    model.sort(SortOrder.ARRIVAL);
                }
            }
        });
    }

    private Set<RequestColumn> fitting() {
        Set<RequestColumn> wanted = EnumSet.noneOf(RequestColumn.class);
        Set<RequestColumn> kept = EnumSet.of(model.orderProperty().get().column());
        for (RequestColumn column : RequestColumn.values()) {
            if (layout.shown(column).orElseGet(() -> isUsual(column))) {
                wanted.add(column);
            }
            if (layout.shown(column).isPresent()) {
                kept.add(column);
            }
        }
        return ColumnRoom.shown(wanted, kept, this::leastWidth, table.getWidth() - RIGHT_END);
    }

    private double leastWidth(RequestColumn column) {
        double usual = column == RequestColumn.BAR ? NARROW_BAR : column.width();
        return layout.width(column).isPresent() ? layout.width(column).getAsInt() : usual;
    }

    private boolean isUsual(RequestColumn column) {
        return switch (column.shown()) {
            case USUALLY, WITH_ROOM -> true;
            case WITH_SEVERAL_CLIENTS -> model.severalClientsProperty().get();
            case ON_WISH -> false;
        };
    }

    /** A width that nobody in the program has chosen comes from the user. */
    private void resized(RequestColumn column, TableColumn<LogRow, LogRow> sized) {
        double chosen = Math.max(sized.getMinWidth(), sized.getPrefWidth());
        if (!updating && Math.abs(sized.getWidth() - chosen) > CLEARLY) {
            layout.setWidth(column, sized.getWidth());
            sized.prefWidthProperty().unbind();
            sized.setPrefWidth(exact(sized.getWidth()));
        }
    }

    private void bindOrder() {
        table.setOnSort(e -> {
            if (!updating) {
                takeOrder();
            }
            // The model sorts. The table's own way takes the square of the time when many rows are selected.
            e.consume();
        });
        // Who listens to every event of the window may get another copy of it, and this one is not known as consumed.
        table.setSortPolicy(sorted -> true);
        model.orderProperty().subscribe(this::showOrder);
    }

    private void takeOrder() {
        List<TableColumn<LogRow, ?>> chosen = table.getSortOrder();
        updating = true;
        if (chosen.isEmpty()) {
            model.sort(SortOrder.ARRIVAL);
        } else {
            TableColumn<LogRow, ?> last = chosen.getLast();
            // The requests came in the order of their numbers, so only the other way round is another order.
            boolean descending = last.getSortType() == SortType.DESCENDING || columnOf(last) == RequestColumn.NUMBER;
            model.sort(new SortOrder(columnOf(last), descending));
        }
        updating = false;
        // Not now, because the table is still telling everybody of the change.
        Platform.runLater(() -> showOrder(model.orderProperty().get()));
    }

    /** Only one column decides, and the header says which. */
    private void showOrder(SortOrder order) {
        if (updating) {
            return;
        }
        updating = true;
        TableColumn<LogRow, LogRow> column = of(order.column());
        if (order.isArrival()) {
            table.getSortOrder().clear();
        } else {
            column.setSortType(order.descending() ? SortType.DESCENDING : SortType.ASCENDING);
            if (table.getSortOrder().size() != 1 || !table.getSortOrder().getFirst().equals(column)) {
                table.getSortOrder().setAll(List.of(column));
            }
        }
        updating = false;
    }
}
