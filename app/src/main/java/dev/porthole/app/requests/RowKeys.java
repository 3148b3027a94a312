package dev.porthole.app.requests;

import javafx.scene.input.KeyCombination;

/** The keys of the table, beside those that every table has. */
final class RowKeys {

    /** Selects every row. */
    static final KeyCombination SELECT_ALL = KeyCombination.keyCombination("Shortcut+A");

    /** Copies the selected rows as text. */
    static final KeyCombination COPY = KeyCombination.keyCombination("Shortcut+C");

    /** Pins the selected rows, or takes the pins away. */
    static final KeyCombination PIN = KeyCombination.keyCombination("P");

    private RowKeys() {}
}
