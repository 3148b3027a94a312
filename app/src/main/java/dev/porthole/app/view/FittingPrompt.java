package dev.porthole.app.view;

import dev.porthole.app.text.Messages;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;

/**
 * What stands in an empty field to tell what can be typed: the first of several texts that fits, so that none is ever
 * cut off in the middle of a word.
 */
public final class FittingPrompt {

    private final TextField field;
    private final Messages messages;
    private final List<String> keys;

    private FittingPrompt(TextField field, Messages messages, List<String> keys) {
        this.field = field;
        this.messages = messages;
        this.keys = keys;
    }

    /**
     * Follows the width of a field, its font and the language.
     *
     * @param keys of the messages, the longest first; the last one is taken where none fits
     */
    public static void bind(TextField field, Messages messages, String... keys) {
        FittingPrompt prompt = new FittingPrompt(field, messages, List.of(keys));
        // Its parts are there only once it is laid out.
        field.needsLayoutProperty().subscribe(needed -> prompt.choose());
        field.fontProperty().subscribe(font -> prompt.choose());
        messages.languageProperty().subscribe(language -> prompt.choose());
    }

    private void choose() {
        field.setPromptText(FittingText.of(
                keys.stream().map(messages::get).toList(), field.getFont(), room()));
    }

    private double room() {
        double room = field.getWidth() - field.snappedLeftInset() - field.snappedRightInset();
        for (Node part : field.getChildrenUnmodifiable()) {
            boolean beside = part.getStyleClass().contains("left-pane") || part.getStyleClass().contains("right-pane");
            if (beside && part instanceof Region pane) {
                room -= pane.prefWidth(-1);
            }
        }
        return room;
    }
}
