package dev.porthole.app.connections;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** The hours, minutes or seconds above the lanes, at each quarter of them. */
final class LaneRuler extends Region {

    private static final int QUARTERS = 4;

    private final List<Label> labels = new ArrayList<>();

    LaneRuler() {
        getStyleClass().add("lane-ruler");
        for (int i = 0; i <= QUARTERS; i++) {
            Label label = new Label();
            label.setAlignment(i == 0 ? Pos.CENTER_LEFT : i == QUARTERS ? Pos.CENTER_RIGHT : Pos.CENTER);
            labels.add(label);
        }
        getChildren().setAll(labels);
    }

    /** Writes a text at each quarter, from the left end to the right. */
    void show(List<String> texts) {
        for (int i = 0; i <= QUARTERS; i++) {
            labels.get(i).setText(texts.get(i));
        }
    }

    /** Where the texts go, as shares of the whole. */
    static List<Double> places() {
        List<Double> places = new ArrayList<>();
        for (int i = 0; i <= QUARTERS; i++) {
            places.add((double) i / QUARTERS);
        }
        return places;
    }

    @Override
    protected void layoutChildren() {
        double quarter = getWidth() / QUARTERS;
        for (int i = 0; i <= QUARTERS; i++) {
            Label label = labels.get(i);
            double width = Math.min(quarter, label.prefWidth(-1));
            double left = i == 0 ? 0 : i == QUARTERS ? getWidth() - width : quarter * i - width / 2;
            label.resizeRelocate(snapPositionX(left), 0, snapSizeX(width), getHeight());
        }
    }
}
