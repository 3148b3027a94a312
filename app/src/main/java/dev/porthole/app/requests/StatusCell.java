package dev.porthole.app.requests;

import dev.porthole.server.event.ResponseFinished;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The status as a pill: its number, its kind as a colour and, for eyes that cannot tell those, as a sign. */
final class StatusCell extends TableCell<LogRow, LogRow> {

    private final ColumnTexts texts;
    private final Label pill = new Label();
    private final Region sign = new Region();
    private final Tooltip tooltip = new Tooltip();

    StatusCell(ColumnTexts texts) {
        this.texts = texts;
        sign.getStyleClass().add("status-sign");
        pill.getStyleClass().add("status-pill");
        pill.setGraphic(sign);
        hoverProperty().subscribe(this::tell);
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
            setText(texts.text(RequestColumn.STATUS, row));
        } else {
            pill.setText(Integer.toString(response.status()));
            colour(pill, response.status());
            colour(sign, response.status());
            setGraphic(pill);
            setText("");
        }
        tell();
    }

    private void tell() {
        LogRow row = getItem();
        if (row == null || isEmpty() || !isHover()) {
            setTooltip(null);
        } else {
            tooltip.setText(texts.details(RequestColumn.STATUS, row));
            setTooltip(tooltip);
        }
    }

    /** Marks a node with the kind of a status; the style sheet knows the colours and shapes. */
    static void colour(Node node, int status) {
        for (int hundreds = 1; hundreds <= 5; hundreds++) {
            node.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass("status-" + hundreds + "xx"), status / 100 == hundreds);
        }
    }
}
