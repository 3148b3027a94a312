package dev.porthole.app.pages;

import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.VLineTo;

/**
 * When requests came and how long they took: a bar for each, below one another. However many there are, it is one
 * shape for each kind of status, whose colours the style sheet knows.
 */
final class Waterfall extends Region {

    private static final int STATUS_CLASSES = 6;
    private static final double NARROWEST = 2;
    private static final double GAP = 1;

    private final Path[] shapes = new Path[STATUS_CLASSES];
    private final Path faint = new Path();
    private final double thickest;
    private List<PageBar> bars = List.of();

    /** Draws nothing yet; no bar is thicker than this. */
    Waterfall(double thickest) {
        this.thickest = thickest;
        getStyleClass().add("waterfall");
        faint.getStyleClass().add("faint");
        getChildren().add(faint);
        for (int i = 0; i < STATUS_CLASSES; i++) {
            shapes[i] = new Path();
            shapes[i].getStyleClass().add("status-" + i);
            getChildren().add(shapes[i]);
        }
        getChildren().forEach(shape -> shape.setManaged(false));
        setMouseTransparent(true);
    }

    void show(List<PageBar> shown) {
        if (!shown.equals(bars)) {
            bars = shown;
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        faint.getElements().clear();
        for (Path shape : shapes) {
            shape.getElements().clear();
        }
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double width = getWidth() - left - snappedRightInset();
        double height = getHeight() - top - snappedBottomInset();
        double pitch = Math.min(thickest + GAP, (height + GAP) / Math.max(1, bars.size()));
        double thickness = Math.max(pitch / 2, pitch - GAP);
        // A single bar belongs into the middle; many begin at the top.
        double y = bars.size() == 1 ? top + (height - thickness) / 2 : top;
        for (PageBar bar : bars) {
            double from = left + bar.from() * (width - NARROWEST);
            double to = left + bar.to() * (width - NARROWEST) + NARROWEST;
            List<PathElement> elements = (bar.matches() ? shapes[bar.statusClass()] : faint).getElements();
            elements.addAll(List.of(
                    new MoveTo(from, y), new HLineTo(to), new VLineTo(y + thickness), new HLineTo(from),
                    new ClosePath()));
            y += pitch;
        }
    }
}
