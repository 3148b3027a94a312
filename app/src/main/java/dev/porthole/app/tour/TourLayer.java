package dev.porthole.app.tour;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** A layer above the window with a ring around one control and a callout beside it; everything else works on. */
final class TourLayer extends Pane {

    private static final double GAP = 8;
    private static final double MARGIN = 16;
    private static final double RING = 4;

    private final Region ring = new Region();
    private @Nullable Region callout;
    private @Nullable Node target;
    private Subscription watching = Subscription.EMPTY;

    TourLayer() {
        setPickOnBounds(false);
        setVisible(false);
        ring.getStyleClass().add("tour-ring");
        ring.setMouseTransparent(true);
        getChildren().add(ring);
    }

    void setCallout(Region newCallout) {
        callout = newCallout;
        getChildren().add(newCallout);
    }

    /** Points at a control, wherever it moves; without one the callout stands alone. */
    void pointAt(@Nullable Node newTarget) {
        watching.unsubscribe();
        target = newTarget;
        watching = newTarget == null ? Subscription.EMPTY
                : newTarget.boundsInLocalProperty().subscribe(this::requestLayout)
                        .and(newTarget.localToSceneTransformProperty().subscribe(this::requestLayout));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        Region shown = callout;
        if (shown == null) {
            return;
        }
        double width = Math.min(shown.prefWidth(-1), getWidth() - 2 * MARGIN);
        double height = Math.min(shown.prefHeight(width), getHeight() - 2 * MARGIN);
        Bounds place = targetPlace();
        ring.setVisible(place != null);
        if (place != null) {
            double left = Math.max(0, place.getMinX() - RING);
            double top = Math.max(0, place.getMinY() - RING);
            double right = Math.min(getWidth(), place.getMaxX() + RING);
            double bottom = Math.min(getHeight(), place.getMaxY() + RING);
            ring.resizeRelocate(
                    snapPositionX(left), snapPositionY(top), snapSizeX(right - left), snapSizeY(bottom - top));
        }
        double x = getWidth() - width - MARGIN;
        double y = getHeight() - height - MARGIN;
        if (place != null) {
            x = Math.clamp(place.getMinX(), MARGIN, Math.max(MARGIN, x));
            double below = place.getMaxY() + RING + GAP;
            double above = place.getMinY() - RING - GAP - height;
            boolean large = place.getHeight() > getHeight() / 3;
            if (large) {
                // In its lower right corner, where neither the rows nor the words in the middle are.
                x = Math.min(getWidth(), place.getMaxX()) - width - MARGIN;
                y = Math.min(getHeight(), place.getMaxY()) - height - MARGIN;
            } else {
                y = below + height <= getHeight() - MARGIN ? below : Math.max(MARGIN, above);
            }
        }
        shown.resizeRelocate(snapPositionX(x), snapPositionY(y), snapSizeX(width), snapSizeY(height));
    }

    /** Where the control is seen within this layer; null where it is not. */
    private @Nullable Bounds targetPlace() {
        Node at = target;
        if (at == null || at.getScene() == null) {
            return null;
        }
        for (Node node = at; node != null; node = node.getParent()) {
            if (!node.isVisible()) {
                return null;
            }
        }
        Bounds bounds = sceneToLocal(at.localToScene(at.getLayoutBounds()));
        Bounds all = new BoundingBox(0, 0, getWidth(), getHeight());
        return bounds.getWidth() > 0 && bounds.intersects(all) ? bounds : null;
    }
}
