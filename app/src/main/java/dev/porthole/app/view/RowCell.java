package dev.porthole.app.view;

import java.util.function.Function;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** A cell that writes its text when its row comes into view, and its tooltip when the pointer does. */
public final class RowCell<R> extends TableCell<R, R> {

    private final Function<? super R, String> text;
    private final @Nullable Function<? super R, String> details;
    private final Tooltip tooltip = new Tooltip();

    private RowCell(Function<? super R, String> text, @Nullable Function<? super R, String> details) {
        this.text = text;
        this.details = details;
        hoverProperty().subscribe(this::tell);
    }

    /** Lets a column show a text made from the whole row. */
    public static <R> void show(TableColumn<R, R> column, Function<? super R, String> text) {
        show(column, text, null);
    }

    /** Lets a column show a text, and more about it in a tooltip, if there is more to say. */
    public static <R> void show(
            TableColumn<R, R> column,
            Function<? super R, String> text,
            @Nullable Function<? super R, String> details) {
        column.setCellValueFactory(row -> new Constant<>(row.getValue()));
        column.setCellFactory(any -> new RowCell<>(text, details));
    }

    @Override
    protected void updateItem(@Nullable R row, boolean empty) {
        super.updateItem(row, empty);
        setText(row == null || empty ? "" : text.apply(row));
        tell();
    }

    private void tell() {
        R row = getItem();
        String more = row == null || isEmpty() || !isHover() || details == null ? "" : details.apply(row);
        tooltip.setText(more);
        setTooltip(more.isEmpty() ? null : tooltip);
    }
}
