package dev.porthole.app;

import javafx.fxml.FXML;
import javafx.scene.control.Button;

/** Binds the sheet of keys. */
final class ShortcutsController {

    private final Runnable close;

    @FXML Button closeButton;

    ShortcutsController(Runnable close) {
        this.close = close;
    }

    @FXML
    void initialize() {
        closeButton.setOnAction(e -> close.run());
    }
}
