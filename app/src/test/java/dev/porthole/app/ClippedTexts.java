package dev.porthole.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Cell;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/**
 * Finds words that cannot be read to their end: those that end in three dots, those that tell what can be typed and do
 * not fit, and those that stick out of what they are in. What a tooltip says to its end is left out.
 */
final class ClippedTexts {

    /** Names, paths and addresses of the user's own can be of any length. */
    private static final Set<String> OF_ANY_LENGTH = Set.of("site-path", "site-name", "recent-item");

    /** Columns of connections that fold to signs. */
    private static final List<String> FOLDED = List.of("state", "ending");

    private final List<String> found = new ArrayList<>();

    private ClippedTexts() {}

    /** Everything of that kind below a node that is laid out. */
    static List<String> in(Parent root) {
        ClippedTexts texts = new ClippedTexts();
        texts.look(root);
        return texts.found;
    }

    private void look(Node node) {
        if (!node.isVisible() || node instanceof Cell || node instanceof ScrollBar) {
            return;
        }
        switch (node) {
            case Labeled labeled -> look(labeled);
            case TextInputControl field -> look(field);
            default -> {
                // Has no words of its own.
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::look);
        }
    }

    private void look(Labeled labeled) {
        String words = Objects.requireNonNullElse(labeled.getText(), "");
        boolean said = !words.isBlank() && labeled.getContentDisplay() != ContentDisplay.GRAPHIC_ONLY
                && labeled.getStyleClass().stream().noneMatch(OF_ANY_LENGTH::contains)
                && (labeled.getTooltip() == null || !words.equals(labeled.getTooltip().getText()))
                && !(labeled.getParent() instanceof TableColumnHeader header && isAnImage(header));
        if (!said) {
            return;
        }
        String dots = labeled.getEllipsisString();
        for (Node part : labeled.getChildrenUnmodifiable()) {
            if (part instanceof Text text && text.isVisible()
                    && (count(text.getText(), dots) > count(words, dots) || sticksOut(labeled, text))) {
                found.add(words);
            }
        }
    }

    /** Some columns have a title for the menu of columns and for those who hear it only, or fold to signs. */
    private static boolean isAnImage(TableColumnHeader header) {
        return header.getStyleClass().contains("bar-column")
                || header.getTableColumn() != null
                && FOLDED.stream().anyMatch(column -> column.equals(header.getTableColumn().getId()));
    }

    private static int count(String words, String part) {
        return words.split(Pattern.quote(part), -1).length;
    }

    /** Sideways; downwards there is always more to scroll to. */
    private static boolean sticksOut(Labeled labeled, Text text) {
        Bounds words = text.localToScene(text.getLayoutBounds());
        if (scrollsSideways(labeled)) {
            return false;
        }
        for (Node at = labeled; at != null; at = at.getParent()) {
            if (at.getClip() instanceof Rectangle clip) {
                Bounds shown = at.localToScene(clip.getBoundsInParent());
                if (words.getMaxX() > shown.getMaxX() + 1 || words.getMinX() < shown.getMinX() - 1) {
                    return true;
                }
            }
        }
        return words.getMaxX() > labeled.getScene().getWidth() + 1 || words.getMinX() < -1;
    }

    private static boolean scrollsSideways(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof ScrollPane pane && pane.getHbarPolicy() != ScrollPane.ScrollBarPolicy.NEVER) {
                return true;
            }
        }
        return false;
    }

    private void look(TextInputControl field) {
        String prompt = field.getPromptText();
        if (prompt == null || prompt.isEmpty() || !field.getText().isEmpty()) {
            return;
        }
        for (Node node : field.lookupAll(".text")) {
            if (node instanceof Text text && prompt.equals(text.getText())
                    && text.getParent().getClip() instanceof Rectangle room
                    && text.getLayoutBounds().getWidth() > room.getWidth() + 1) {
                found.add(prompt);
            }
        }
    }
}
