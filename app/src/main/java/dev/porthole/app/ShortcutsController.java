package dev.porthole.app;

import dev.porthole.app.text.Messages;
import dev.porthole.app.view.Key;
import dev.porthole.app.view.KeyArea;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/** Makes the sheet of keys from their table. */
final class ShortcutsController {

    private final Messages messages;
    private final Runnable openGuide;
    private final Runnable close;
    private final Runnable takeTour;

    @FXML Button closeButton;
    @FXML Button guideButton;
    @FXML GridPane grid;
    @FXML Button takeTourButton;

    ShortcutsController(Messages messages, Runnable openGuide, Runnable takeTour, Runnable close) {
        this.takeTour = takeTour;
        this.messages = messages;
        this.openGuide = openGuide;
        this.close = close;
    }

    @FXML
    void initialize() {
        closeButton.setOnAction(e -> close.run());
        guideButton.setOnAction(e -> openGuide.run());
        takeTourButton.setOnAction(e -> takeTour.run());
        int row = 0;
        for (KeyArea area : KeyArea.values()) {
            Label title = new Label();
            title.textProperty().bind(messages.text(area.text()));
            title.getStyleClass().add("section-title");
            grid.add(title, 0, row++, 2, 1);
            for (Key key : Key.values()) {
                if (key.area() == area) {
                    Label keys = new Label(key.label());
                    keys.getStyleClass().add("key");
                    keys.setMinWidth(Region.USE_PREF_SIZE);
                    Label text = new Label();
                    text.textProperty().bind(messages.text(key.text()));
                    text.setWrapText(true);
                    grid.addRow(row++, keys, text);
                }
            }
        }
    }
}
