package dev.porthole.app.requests;

import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * What a field suggests, drawn below it over everything else. It never has the focus, which stays in the field;
 * the mouse may pick from it.
 */
final class SuggestionList extends VBox {

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final double WIDTH = 460;
    private static final double NAME_WIDTH = 84;
    private static final double GAP = 4;
    private static final double MARGIN = 8;

    private final Messages messages;
    private final IntConsumer onTake;
    private @Nullable Node anchor;

    SuggestionList(Messages messages, IntConsumer onTake) {
        this.messages = messages;
        this.onTake = onTake;
        getStyleClass().add("suggestions");
        setManaged(false);
        setVisible(false);
        setFocusTraversable(false);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        accessibleTextProperty().bind(messages.text("filter.suggestions"));
    }

    /** Stands below this node from now on. */
    void placeBelow(Node node) {
        anchor = node;
        node.localToSceneTransformProperty().subscribe(this::place);
    }

    void show(List<Suggestion> suggestions) {
        getChildren().clear();
        for (int i = 0; i < suggestions.size(); i++) {
            getChildren().add(row(suggestions.get(i), i));
        }
        setVisible(!suggestions.isEmpty());
        place();
    }

    void choose(int index) {
        for (int i = 0; i < getChildren().size(); i++) {
            getChildren().get(i).pseudoClassStateChanged(SELECTED, i == index);
        }
    }

    /** What a screen reader says of one. */
    String spoken(int index) {
        return getChildren().get(index).getAccessibleText();
    }

    private Node row(Suggestion suggestion, int index) {
        String meaning = suggestion.count() > 0
                ? "× " + Quantities.count(suggestion.count()) : messages.say(suggestion.words());
        Label name = new Label(RequestTexts.escape(suggestion.name()));
        name.getStyleClass().add("suggestion-name");
        name.setMinWidth(NAME_WIDTH);
        Label words = new Label(meaning);
        words.getStyleClass().add("suggestion-words");
        words.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(name, words);
        if (suggestion.count() > 0) {
            // Counts stand in a column of their own, words beside what they explain.
            name.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(name, Priority.ALWAYS);
        }
        row.getStyleClass().add("suggestion");
        row.setAccessibleRole(AccessibleRole.LIST_ITEM);
        row.setAccessibleText((name.getText() + " " + meaning).strip());
        row.setOnMousePressed(e -> {
            onTake.accept(index);
            e.consume();
        });
        return row;
    }

    private void place() {
        Node below = anchor;
        if (below == null || !isVisible() || below.getScene() == null || getParent() == null) {
            return;
        }
        Bounds field = below.localToScene(below.getLayoutBounds());
        Point2D corner = getParent().sceneToLocal(field.getMinX(), field.getMaxY());
        applyCss();
        double room = getParent().getLayoutBounds().getWidth() - corner.getX() - MARGIN;
        resizeRelocate(corner.getX(), corner.getY() + GAP, Math.min(WIDTH, room), prefHeight(-1));
    }
}
