package dev.porthole.app.lab.program;

import java.util.List;
import java.util.function.Function;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;

/** A line of text, wrapped. */
final class LineCell<T> extends ListCell<T> {

    private final Function<T, String> words;
    private final Function<T, List<String>> styles;
    private List<String> worn = List.of();

    LineCell(Function<T, String> words, Function<T, List<String>> styles) {
        this.words = words;
        this.styles = styles;
        setWrapText(true);
        // As wide as the list, so that long lines are wrapped and nothing scrolls sideways.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
        super.updateItem(item, empty);
        getStyleClass().removeAll(worn);
        boolean none = empty || item == null;
        worn = none ? List.of() : styles.apply(item);
        getStyleClass().addAll(worn);
        setText(none ? "" : words.apply(item));
    }
}
