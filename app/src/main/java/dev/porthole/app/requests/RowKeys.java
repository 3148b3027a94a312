package dev.porthole.app.requests;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** The keys of the table, beside those that every table has. */
final class RowKeys {

    /** Selects every row. */
    static final KeyCombination SELECT_ALL = new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN);

    /** Copies the selected rows as text. */
    static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    /** Pins the selected rows, or takes the pins away. */
    static final KeyCombination PIN = new KeyCodeCombination(KeyCode.P);

    private RowKeys() {}
}
