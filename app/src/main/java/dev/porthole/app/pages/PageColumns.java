package dev.porthole.app.pages;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.value.ObservableDoubleValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** The widths that cards and their requests share, so that the same things stand below one another. */
final class PageColumns {

    private static final double STATUS = 44;
    private static final double TYPE = 64;
    private static final double SENT = 72;
    private static final double TOOK = 84;
    private static final double ROOM_WITHOUT_BAR = 620;
    private static final double NARROW_BAR = 72;
    private static final double WIDE_BAR = 240;
    private static final double ROOM_FOR_TYPE = 600;

    private final DoubleBinding bar;
    private final BooleanBinding typeShown;

    /** Fits into a list of this width. */
    PageColumns(ObservableDoubleValue width) {
        bar = Bindings.createDoubleBinding(
                () -> Math.floor(Math.clamp(width.get() - ROOM_WITHOUT_BAR, NARROW_BAR, WIDE_BAR)), width);
        typeShown = Bindings.createBooleanBinding(() -> width.get() >= ROOM_FOR_TYPE, width);
    }

    void status(Region cell) {
        fix(cell, STATUS);
    }

    void type(Region cell) {
        fix(cell, TYPE);
        cell.visibleProperty().bind(typeShown);
        cell.managedProperty().bind(typeShown);
    }

    void sent(Label cell) {
        number(cell, SENT);
    }

    void took(Label cell) {
        number(cell, TOOK);
    }

    void bar(Region cell) {
        cell.prefWidthProperty().bind(bar);
        cell.setMinWidth(Region.USE_PREF_SIZE);
        cell.setMaxWidth(Region.USE_PREF_SIZE);
    }

    private static void number(Label cell, double width) {
        cell.getStyleClass().add("mono");
        cell.setAlignment(Pos.CENTER_RIGHT);
        fix(cell, width);
    }

    private static void fix(Region cell, double width) {
        cell.setMinWidth(width);
        cell.setPrefWidth(width);
        cell.setMaxWidth(width);
    }
}
