package dev.porthole.app.view;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.TraversalDirection;
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
                focusVisibly(target);
                return;
            }
        }
    }

    /** Moves the keyboard as if Tab had gone there: only then the toolkit shows where it is. */
    static void focusVisibly(Node target) {
        target.requestFocus();
        if (target.requestFocusTraversal(TraversalDirection.NEXT)) {
            target.getScene().getFocusOwner().requestFocusTraversal(TraversalDirection.PREVIOUS);
        }
        if (!target.isFocused()) {
            target.requestFocus();
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

    /** Everything in a part that can take the keyboard, in its order. */
    static List<Node> stops(Node part) {
        List<Node> stops = new ArrayList<>();
        collect(part, stops);
        return stops;
    }

    private static void collect(Node node, List<Node> stops) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        if (node.isFocusTraversable()) {
            stops.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, stops));
        }
    }

    private static boolean shown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    static boolean contains(Node part, @Nullable Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(part)) {
                return true;
            }
        }
        return false;
    }
}
