package dev.porthole.app.lab.program;

import java.util.List;
import java.util.function.Function;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** A line of text, wrapped at the width of its list. */
final class LineCell<T> extends ListCell<T> {

    /** What the cell and a scroll bar take at the sides. */
    private static final double SIDES = 48;

    private final Function<T, String> words;
    private final Function<T, List<String>> styles;
    private final Text text = new Text();
    private List<String> worn = List.of();

    LineCell(ListView<T> list, Function<T, String> words, Function<T, List<String>> styles) {
        this.words = words;
        this.styles = styles;
        text.getStyleClass().add("program-text");
        text.wrappingWidthProperty().bind(list.widthProperty().subtract(SIDES));
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
        super.updateItem(item, empty);
        getStyleClass().removeAll(worn);
        if (empty || item == null) {
            worn = List.of();
            setGraphic(null);
            return;
        }
        worn = styles.apply(item);
        getStyleClass().addAll(worn);
        text.setText(words.apply(item));
        setAccessibleText(text.getText());
        setGraphic(text);
    }
}
