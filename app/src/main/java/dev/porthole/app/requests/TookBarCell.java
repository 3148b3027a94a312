package dev.porthole.app.requests;

import dev.porthole.server.event.ResponseFinished;
import javafx.scene.control.TableCell;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** How long an answer took, as a thin bar; each step to the right is ten times as long. */
final class TookBarCell extends TableCell<LogRow, LogRow> {

    private static final double SHORTEST = 4;
    private static final double FASTEST_NANOS = 50_000;
    private static final double DECADES = 5;

    private final Region bar = new Region();

    TookBarCell() {
        bar.getStyleClass().add("took-bar");
        bar.setMinWidth(Region.USE_PREF_SIZE);
        bar.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        widthProperty().subscribe(this::fit);
    }

    /** The share of the whole width: 0 for 0.05 ms and less, 1 for 5 s and more. */
    static double share(long nanos) {
        return Math.clamp(Math.log10(Math.max(1, nanos) / FASTEST_NANOS) / DECADES, 0, 1);
    }

    @Override
    protected void updateItem(@Nullable LogRow row, boolean empty) {
        super.updateItem(row, empty);
        ResponseFinished response = row == null || empty ? null : row.exchange().response();
        if (row == null || response == null || !row.finished()) {
            setGraphic(null);
        } else {
            StatusCell.colour(bar, response.status());
            fit();
            setGraphic(bar);
        }
    }

    private void fit() {
        LogRow row = getItem();
        ResponseFinished response = row == null ? null : row.exchange().response();
        if (response != null) {
            double room = getWidth() - snappedLeftInset() - snappedRightInset() - SHORTEST;
            bar.setPrefWidth(SHORTEST + Math.max(0, room) * share(response.timing().totalNanos()));
        }
    }
}
