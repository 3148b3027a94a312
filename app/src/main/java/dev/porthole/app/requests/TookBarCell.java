package dev.porthole.app.requests;

import dev.porthole.server.event.ResponseFinished;
import javafx.scene.control.TableCell;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** How long an answer took, as a thin bar; each step to the right is ten times as long. */
final class TookBarCell extends TableCell<LogRow, LogRow> {

    private static final double SHORTEST = 4;

    private final Region bar = new Region();

    TookBarCell() {
        bar.getStyleClass().add("took-bar");
        bar.setMinWidth(Region.USE_PREF_SIZE);
        bar.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        widthProperty().subscribe(this::fit);
    }

    @Override
    protected void updateItem(@Nullable LogRow row, boolean empty) {
        super.updateItem(row, empty);
        ResponseFinished response = row == null || empty ? null : row.exchange().response();
        if (row == null || response == null) {
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
            bar.setPrefWidth(SHORTEST + Math.max(0, room) * LogScale.share(response.timing().totalNanos()));
        }
    }
}
