package dev.porthole.app.lab.area;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
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
    private final Map<ToggleButton, Node> panels = new LinkedHashMap<>();
    private boolean narrow;

    SidePanels(Region stage, StackPane side) {
        this.stage = stage;
        this.side = side;
        arrange();
    }

    /** A panel that is shown while its button is pressed. */
    void add(ToggleButton button, Node panel) {
        panels.put(button, panel);
        side.getChildren().add(panel);
        // Without a group of toggles: Tab would pass over all of a group but the selected one.
        button.selectedProperty().subscribe(selected -> select(button, selected));
    }

    /** Shows a panel, or none. */
    void select(ToggleButton button, boolean shown) {
        if (shown) {
            panels.keySet().stream().filter(each -> !each.equals(button)).forEach(each -> each.setSelected(false));
        }
        button.setSelected(shown);
        arrange();
    }

    boolean isShown() {
        return panels.keySet().stream().anyMatch(ToggleButton::isSelected);
    }

    /** Whether there is room for the stage or the panel only. */
    void setNarrow(boolean onlyOne) {
        narrow = onlyOne;
        arrange();
    }

    private void arrange() {
        panels.forEach((button, panel) -> panel.setVisible(button.isSelected()));
        boolean any = isShown();
        boolean alone = narrow && any;
        for (Region part : List.of(stage, side)) {
            boolean shown = part.equals(side) ? any : !alone;
            part.setVisible(shown);
            part.setManaged(shown);
        }
        side.setMinWidth(alone ? 0 : WIDTH);
        side.setPrefWidth(WIDTH);
        side.setMaxWidth(alone ? Double.MAX_VALUE : WIDTH);
        HBox.setHgrow(side, alone ? Priority.ALWAYS : Priority.NEVER);
    }
}
