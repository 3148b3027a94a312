package dev.porthole.app.requests;

import javafx.css.PseudoClass;
import javafx.scene.control.TableRow;
import org.jspecify.annotations.Nullable;

/** A row that shows whether it is pinned. */
final class RequestRow extends TableRow<LogRow> {

    private static final PseudoClass PINNED = PseudoClass.getPseudoClass("pinned");

    private final PinnedRows pinned;

    RequestRow(PinnedRows pinned) {
        this.pinned = pinned;
    }

    @Override
    public void updateIndex(int index) {
        super.updateIndex(index);
        mark();
    }

    @Override
    protected void updateItem(@Nullable LogRow row, boolean empty) {
        super.updateItem(row, empty);
        mark();
    }

    private void mark() {
        LogRow row = getItem();
        pseudoClassStateChanged(PINNED, row != null && !isEmpty() && pinned.contains(row.number()));
    }
}
