package dev.porthole.app.pages;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/** A status as a coloured pill with its number in it, at the left of its place. */
final class StatusPill extends StackPane {

    private final Label pill = new Label();

    /** Shows nothing yet. */
    StatusPill() {
        setAlignment(Pos.CENTER_LEFT);
        getChildren().add(pill);
    }

    /** Shows a status code; 0 for one that is not known yet, less for nothing. */
    void show(int status) {
        pill.setVisible(status >= 0);
        pill.setText(status <= 0 ? "…" : Integer.toString(status));
        pill.getStyleClass().remove("status-pill");
        if (status > 0) {
            pill.getStyleClass().add("status-pill");
        }
        colour(pill, status);
    }

    /** Marks a node with the kind of a status; the style sheet knows the colours. */
    private static void colour(Node node, int status) {
        for (int hundreds = 1; hundreds <= 5; hundreds++) {
            node.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass("status-" + hundreds + "xx"), status / 100 == hundreds);
        }
    }
}
