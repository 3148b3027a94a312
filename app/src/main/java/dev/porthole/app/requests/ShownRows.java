package dev.porthole.app.requests;

import dev.porthole.app.requests.TableViewport.Edge;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the model's rows into the table so that what someone looks at stays where it is. */
final class ShownRows {

    private static final int ROWS_ABOVE = 4;

    private final RowList items;
    private final TableViewport viewport;
    private final RowSelection selection;
    private final RequestsViewModel model;
    private long arrangement = -1;
    private SortOrder order = SortOrder.ARRIVAL;

    ShownRows(RowList items, TableViewport viewport, RowSelection selection, RequestsViewModel model) {
        this.items = items;
        this.viewport = viewport;
        this.selection = selection;
        this.model = model;
        model.rowsProperty().subscribe(this::show);
    }

    private void show() {
        List<LogRow> rows = model.rowsProperty().get();
        if (!rows.isEmpty() && rows.size() == items.size() && arrangement == model.arrangement()) {
            items.finish(rows);
            viewport.redraw();
            return;
        }
        arrangement = rows.isEmpty() ? -1 : model.arrangement();
        boolean fitted = !viewport.overflows();
        Edge edge = viewport.edge();
        selection.keepWhile(() -> items.show(rows));
        if (model.followingProperty().get()) {
            if (fitted && viewport.overflows() && model.selectedProperty().get() != null) {
                // Until now every row stayed where it was; the one that is being read must not begin to move.
                model.freeze();
            } else {
                viewport.moveToEnd();
            }
        } else {
            stay(edge);
        }
        order = model.orderProperty().get();
    }

    private void stay(@Nullable Edge edge) {
        LogRow selected = model.selectedProperty().get();
        if (!model.orderProperty().get().isArrival()) {
            viewport.moveTo(0, 0);
        } else if (!order.isArrival() && selected != null) {
            viewport.moveTo(Math.max(0, items.place(selected.number()) - ROWS_ABOVE), 0);
        } else if (edge != null) {
            viewport.moveTo(items.place(edge.number()), edge.hidden());
        }
    }
}
