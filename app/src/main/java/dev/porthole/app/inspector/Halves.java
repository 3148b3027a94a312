package dev.porthole.app.inspector;

import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/** Two parts side by side, each half as wide as the whole, or one below the other where it is narrow. */
public final class Halves extends Region {

    private static final double NARROW = 300;
    private static final double GAP = 12;

    private final Region first;
    private final Region second;

    /** Puts two parts together. */
    public Halves(Region first, Region second) {
        this.first = first;
        this.second = second;
        getStyleClass().add("halves");
        getChildren().addAll(first, second);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return first.prefWidth(-1) + GAP + second.prefWidth(-1) + sides();
    }

    @Override
    protected double computePrefHeight(double width) {
        double room = (width < 0 ? prefWidth(-1) : width) - sides();
        double height = isNarrow(room)
                ? first.prefHeight(room) + second.prefHeight(room)
                : Math.max(first.prefHeight(half(room)), second.prefHeight(half(room)));
        return height + snappedTopInset() + snappedBottomInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double room = getWidth() - sides();
        double left = snappedLeftInset();
        double top = snappedTopInset();
        if (isNarrow(room)) {
            double height = first.prefHeight(room);
            first.resizeRelocate(left, top, room, height);
            second.resizeRelocate(left, top + height, room, second.prefHeight(room));
        } else {
            double half = half(room);
            first.resizeRelocate(left, top, half, first.prefHeight(half));
            second.resizeRelocate(snapPositionX(left + half + GAP), top, half, second.prefHeight(half));
        }
    }

    private static boolean isNarrow(double room) {
        return room < NARROW;
    }

    private static double half(double room) {
        return Math.floor((room - GAP) / 2);
    }

    private double sides() {
        return snappedLeftInset() + snappedRightInset();
    }
}
