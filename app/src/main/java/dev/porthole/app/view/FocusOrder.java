package dev.porthole.app.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** Where the keyboard goes in a part of the window. */
public final class FocusOrder {

    private FocusOrder() {}

    /** Moves the keyboard to the next of these parts that can take it, or to the one before. */
    public static void go(List<? extends Node> parts, boolean forwards) {
        int count = parts.size();
        int at = forwards ? -1 : count;
        for (int i = 0; i < count; i++) {
            Node owner = parts.get(i).getScene() == null ? null : parts.get(i).getScene().getFocusOwner();
            if (contains(parts.get(i), owner)) {
                // Of parts within each other, the innermost is where the keyboard is.
                at = i;
            }
        }
        for (int step = 1; step <= count; step++) {
            Node target = entry(parts.get(Math.floorMod(forwards ? at + step : at - step, count)));
            if (target != null) {
                target.requestFocus();
                return;
            }
        }
    }

    /** The list or the table of a part, or else its first control; null if nothing can take the keyboard. */
    public static @Nullable Node entry(Node part) {
        if (!shown(part)) {
            return null;
        }
        Node list = find(part, true);
        return list == null ? find(part, false) : list;
    }

    private static @Nullable Node find(Node node, boolean listsOnly) {
        if (!node.isVisible() || node.isDisabled()) {
            return null;
        }
        if (node.isFocusTraversable() && (!listsOnly || node instanceof TableView || node instanceof ListView)) {
            return node;
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Node found = find(child, listsOnly);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static boolean shown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    private static boolean contains(Node part, @Nullable Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(part)) {
                return true;
            }
        }
        return false;
    }
}
