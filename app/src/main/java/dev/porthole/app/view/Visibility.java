package dev.porthole.app.view;

import javafx.scene.Node;

/** Whether a node is seen, and has room. */
public final class Visibility {

    private Visibility() {}

    /** Shows a node, or takes it away together with its room. */
    public static void set(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
