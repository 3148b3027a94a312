package dev.porthole.app.connections;

import dev.porthole.app.connections.ConnectionRow.State;
import dev.porthole.app.text.Messages;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** What a connection is doing: a dot and a word, or a dot alone where there is no room. */
final class StateCell extends TableCell<ConnectionItem, ConnectionRow> {

    private final Messages messages;
    private final BooleanSupplier wordless;
    private final Region dot = new Region();
    private final Tooltip tooltip = new Tooltip();

    StateCell(Messages messages, BooleanSupplier wordless) {
        this.messages = messages;
        this.wordless = wordless;
        dot.getStyleClass().add("state-dot");
        setGraphicTextGap(6);
    }

    @Override
    protected void updateItem(@Nullable ConnectionRow row, boolean empty) {
        super.updateItem(row, empty);
        if (row == null || empty) {
            setGraphic(null);
            setText("");
            setTooltip(null);
            return;
        }
        for (State one : State.values()) {
            dot.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(one.name().toLowerCase(Locale.ROOT)), one == row.state());
        }
        String word = messages.get("connection.state." + row.state().name());
        tooltip.setText(word);
        setGraphic(dot);
        setText(wordless.getAsBoolean() ? "" : word);
        setTooltip(wordless.getAsBoolean() ? tooltip : null);
        setAccessibleText(word);
    }
}
