package dev.porthole.app.connections;

import java.util.function.Function;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A cell that tells one fact of a connection, and follows it while it is in sight. */
final class ConnectionCell extends TableCell<ConnectionItem, ConnectionRow> {

    private final Function<ConnectionRow, String> text;
    private final Function<ConnectionRow, String> details;
    private final Function<ConnectionRow, String> icon;
    private final FontIcon drawing = new FontIcon();
    private final Tooltip tooltip = new Tooltip();

    private ConnectionCell(
            Function<ConnectionRow, String> text,
            Function<ConnectionRow, String> details,
            Function<ConnectionRow, String> icon) {
        this.text = text;
        this.details = details;
        this.icon = icon;
        setGraphicTextGap(6);
    }

    /** Lets a column show a text; what does not fit, and more, is told in a tooltip unless that is empty. */
    static void show(
            TableColumn<ConnectionItem, ConnectionRow> column,
            Function<ConnectionRow, String> text,
            Function<ConnectionRow, String> details) {
        show(column, text, details, row -> "");
    }

    /** The same with an icon before the text, by its name; none where that is empty. */
    static void show(
            TableColumn<ConnectionItem, ConnectionRow> column,
            Function<ConnectionRow, String> text,
            Function<ConnectionRow, String> details,
            Function<ConnectionRow, String> icon) {
        column.setCellValueFactory(line -> line.getValue().rowProperty());
        column.setCellFactory(any -> new ConnectionCell(text, details, icon));
    }

    @Override
    protected void updateItem(@Nullable ConnectionRow row, boolean empty) {
        super.updateItem(row, empty);
        if (row == null || empty) {
            setText("");
            setGraphic(null);
            setTooltip(null);
            return;
        }
        setText(text.apply(row));
        String name = icon.apply(row);
        if (!name.isEmpty()) {
            drawing.setIconLiteral(name);
        }
        setGraphic(name.isEmpty() ? null : drawing);
        String more = details.apply(row);
        tooltip.setText(more);
        setTooltip(more.isEmpty() ? null : tooltip);
        setAccessibleText(getText().isEmpty() ? more : getText());
    }
}
