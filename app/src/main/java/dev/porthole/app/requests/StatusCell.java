package dev.porthole.app.requests;

import dev.porthole.server.event.ResponseFinished;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** The status as a coloured pill with its number in it. */
final class StatusCell extends TableCell<LogRow, LogRow> {

    private final Label pill = new Label();

    StatusCell() {
        pill.getStyleClass().add("status-pill");
    }

    @Override
    protected void updateItem(@Nullable LogRow row, boolean empty) {
        super.updateItem(row, empty);
        ResponseFinished response = row == null || empty ? null : row.exchange().response();
        if (row == null || empty) {
            setGraphic(null);
            setText("");
        } else if (response == null) {
            setGraphic(null);
            setText("…");
        } else {
            pill.setText(Integer.toString(response.status()));
            colour(pill, response.status());
            setGraphic(pill);
            setText("");
        }
    }

    /** Marks a node with the kind of a status; the style sheet knows the colours. */
    static void colour(Node node, int status) {
        for (int hundreds = 1; hundreds <= 5; hundreds++) {
            node.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass("status-" + hundreds + "xx"), status / 100 == hundreds);
        }
    }
}
