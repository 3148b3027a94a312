package dev.porthole.app.requests;

import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The part of the table's rows that is in sight. */
final class TableViewport {

    private final TableView<LogRow> table;

    TableViewport(TableView<LogRow> table) {
        this.table = table;
    }

    /**
     * What stands at the upper edge.
     *
     * @param number the number of the request in the first row in sight
     * @param hidden how much of that row is above the edge, in pixels
     */
    record Edge(long number, double hidden) {}

    /** What stands at the upper edge now, or null when there are no rows. */
    @Nullable Edge edge() {
        VirtualFlow<?> flow = flow();
        IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
        if (first == null || first.getIndex() < 0 || first.getIndex() >= table.getItems().size()) {
            return null;
        }
        return new Edge(table.getItems().get(first.getIndex()).number(), Math.max(0, -first.getLayoutY()));
    }

    /** Puts a row where an edge was, to the pixel. */
    void moveTo(int row, double hidden) {
        table.scrollTo(row);
        VirtualFlow<?> flow = flow();
        if (flow != null && hidden > 0) {
            table.layout();
            flow.scrollPixels(hidden);
        }
    }

    /** Scrolls as little as it takes until a row is in sight. */
    void reveal(int row) {
        VirtualFlow<?> flow = flow();
        if (flow != null && row >= 0) {
            flow.scrollTo(row);
        }
    }

    /** Shows the last row. */
    void moveToEnd() {
        if (!table.getItems().isEmpty()) {
            table.scrollTo(table.getItems().size() - 1);
        }
    }

    /** Draws those rows anew that have been replaced. */
    void redraw() {
        VirtualFlow<?> flow = flow();
        IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
        IndexedCell<?> last = flow == null ? null : flow.getLastVisibleCell();
        if (flow == null || first == null || last == null) {
            return;
        }
        for (int index = first.getIndex(); index <= last.getIndex(); index++) {
            IndexedCell<?> cell = flow.getVisibleCell(index);
            if (cell != null) {
                cell.updateIndex(index);
            }
        }
    }

    /** Whether there are more rows than fit; not before the table has been laid out. */
    boolean overflows() {
        if (table.getHeight() == 0) {
            return false;
        }
        double header = table.lookup(".column-header-background") instanceof Region region ? region.getHeight() : 0;
        return table.getItems().size() * table.getFixedCellSize() > table.getHeight() - header;
    }

    /** Whether the last row is in sight. */
    boolean atEnd() {
        VirtualFlow<?> flow = flow();
        return flow != null && flow.getLastVisibleCell() != null
                && flow.getLastVisibleCell().getIndex() >= table.getItems().size() - 1;
    }

    private @Nullable VirtualFlow<?> flow() {
        return table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow ? flow : null;
    }
}
