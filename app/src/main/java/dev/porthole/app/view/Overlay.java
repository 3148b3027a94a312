package dev.porthole.app.view;

import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * A layer above the window for one floating panel: below the control it belongs to, or in the middle. It is
 * part of the scene, so it follows scale, theme and size of the window as everything else does.
 */
public final class Overlay extends Pane {

    private static final double MARGIN = 8;
    private static final double GAP = 4;

    private final ScrollPane frame = new ScrollPane();
    private @Nullable Region panel;
    private @Nullable Node anchor;
    private @Nullable Node focusBefore;
    private @Nullable KeyEvent tab;

    /** An empty layer that lets everything through. */
    public Overlay() {
        getStyleClass().add("overlay");
        frame.getStyleClass().add("floating-panel");
        frame.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        frame.setFitToWidth(true);
        setVisible(false);
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            if (e.getButton() == MouseButton.PRIMARY && equals(e.getTarget())) {
                hide();
            }
        });
        keepKeyboard();
    }

    /** Whether a panel is shown. */
    public boolean isShowing() {
        return isVisible();
    }

    /** Whether this panel is shown. */
    public boolean isShowing(Region shown) {
        return isShowing() && shown.equals(panel);
    }

    /** Shows a panel below a control, or takes it away when it is there already. */
    public void toggle(Region newPanel, Node belowThis) {
        if (isShowing() && newPanel.equals(panel)) {
            hide();
        } else {
            show(newPanel, belowThis);
        }
    }

    /** Shows a panel in the middle, or takes it away when it is there already. */
    public void toggleCentered(Region newPanel) {
        if (isShowing() && newPanel.equals(panel)) {
            hide();
        } else {
            show(newPanel, null);
        }
    }

    /** Takes the panel away and gives the focus back. */
    public void hide() {
        setVisible(false);
        Node before = focusBefore;
        if (before != null && before.getScene() != null) {
            before.requestFocus();
        }
        focusBefore = null;
    }

    private void show(Region newPanel, @Nullable Node belowThis) {
        if (newPanel instanceof DeferredView deferred) {
            deferred.load();
        }
        if (frame.getParent() == null) {
            // Not before it is needed: what is in the scene is styled when the window opens, seen or not.
            getChildren().add(frame);
        }
        panel = newPanel;
        anchor = belowThis;
        if (!isShowing()) {
            // From one panel to the next, the focus still goes back to where it was before the first.
            focusBefore = getScene() == null ? null : getScene().getFocusOwner();
        }
        frame.setContent(newPanel);
        frame.setVvalue(0);
        getStyleClass().remove("dimmed");
        if (belowThis == null) {
            getStyleClass().add("dimmed");
        }
        setVisible(true);
        requestLayout();
        // What it shows belongs to the scene, and can take the keyboard, only once the frame has its skin.
        applyCss();
        List<Node> stops = FocusOrder.stops(newPanel);
        if (!stops.isEmpty()) {
            takeKeyboard(stops.getFirst());
        }
    }

    /** Whoever comes by the keyboard has to see where it is now. */
    private static void takeKeyboard(Node first) {
        Node before = first.getScene() == null ? null : first.getScene().getFocusOwner();
        if (before != null && before.isFocusVisible()) {
            FocusOrder.focusVisibly(first);
        } else {
            first.requestFocus();
        }
    }

    @Override
    protected void layoutChildren() {
        Region shown = panel;
        if (shown == null) {
            return;
        }
        double width = Math.min(frame.prefWidth(-1), getWidth() - 2 * MARGIN);
        double height = Math.min(shown.prefHeight(width) + frame.snappedTopInset() + frame.snappedBottomInset(),
                getHeight() - 2 * MARGIN);
        Point2D place = place(width, height);
        frame.resizeRelocate(
                snapPositionX(place.getX()), snapPositionY(place.getY()), snapSizeX(width), snapSizeY(height));
    }

    private Point2D place(double width, double height) {
        Node below = anchor;
        if (below == null || below.getScene() == null) {
            return new Point2D((getWidth() - width) / 2, Math.max(MARGIN, (getHeight() - height) / 3));
        }
        Bounds place = sceneToLocal(below.localToScene(below.getLayoutBounds()));
        double x = place.getMinX();
        if (x + width > getWidth() - MARGIN) {
            x = Math.max(MARGIN, place.getMaxX() - width);
        }
        double y = place.getMaxY() + GAP;
        if (y + height > getHeight() - MARGIN) {
            y = Math.max(MARGIN, place.getMinY() - GAP - height);
        }
        return new Point2D(x, y);
    }

    /** Tab goes round in the panel: behind it, nobody would see where the keyboard is. */
    private void keepKeyboard() {
        addEventFilter(KeyEvent.KEY_PRESSED, e -> tab = e.getCode() == KeyCode.TAB ? e : null);
        sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(owner -> {
            KeyEvent pressed = tab;
            if (pressed != null && isShowing() && owner != null && !FocusOrder.contains(this, owner)) {
                tab = null;
                // Not while the focus is still on its way.
                Platform.runLater(() -> goRound(!pressed.isShiftDown()));
            }
        });
    }

    private void goRound(boolean forwards) {
        List<Node> stops = panel == null || !isShowing() ? List.of() : FocusOrder.stops(panel);
        if (!stops.isEmpty()) {
            FocusOrder.focusVisibly(forwards ? stops.getFirst() : stops.getLast());
        }
    }
}
