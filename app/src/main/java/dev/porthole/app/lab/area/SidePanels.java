package dev.porthole.app.lab.area;

import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * What stands at the right of the stage: the code, the glossary or the lesson, one at a time, or nothing. Where there
 * is no room for both it takes the place of the stage.
 */
final class SidePanels {

    private static final double WIDTH = 348;

    private final Region stage;
    private final StackPane side;
    private final ToggleGroup group = new ToggleGroup();
    private boolean narrow;

    SidePanels(Region stage, StackPane side) {
        this.stage = stage;
        this.side = side;
        group.selectedToggleProperty().subscribe(this::arrange);
        arrange();
    }

    /** A panel that is shown while its button is pressed. */
    void add(ToggleButton button, Node panel) {
        button.setToggleGroup(group);
        button.setUserData(panel);
        panel.setVisible(false);
        side.getChildren().add(panel);
    }

    /** Shows a panel, or none. */
    void select(ToggleButton button, boolean shown) {
        if (shown) {
            group.selectToggle(button);
        } else if (button.isSelected()) {
            group.selectToggle(null);
        }
    }

    boolean isShown() {
        return group.getSelectedToggle() != null;
    }

    /** Whether there is room for the stage or the panel only. */
    void setNarrow(boolean onlyOne) {
        narrow = onlyOne;
        arrange();
    }

    private void arrange() {
        Object panel = isShown() ? group.getSelectedToggle().getUserData() : null;
        for (Node each : side.getChildren()) {
            each.setVisible(Objects.equals(each, panel));
        }
        boolean alone = narrow && panel != null;
        for (Region part : List.of(stage, side)) {
            boolean shown = part.equals(side) ? panel != null : !alone;
            part.setVisible(shown);
            part.setManaged(shown);
        }
        side.setMinWidth(alone ? 0 : WIDTH);
        side.setPrefWidth(WIDTH);
        side.setMaxWidth(alone ? Double.MAX_VALUE : WIDTH);
        HBox.setHgrow(side, alone ? Priority.ALWAYS : Priority.NEVER);
    }
}
