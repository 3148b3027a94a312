package dev.porthole.app.view;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Group;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Rectangle;

/**
 * The colours of something that is drawn by hand, so that the style sheet cannot reach it: the sheet colours one
 * invisible shape for each ink here, and the painter takes it from there. Has to be in the scene. For the thread of the
 * window.
 *
 * @param <I> the inks; {@code .the-palette > .success-soft} in the style sheet is the ink SUCCESS_SOFT
 */
public abstract class Palette<I extends Enum<I>> extends Group {

    private final Map<I, Rectangle> shapes;

    /**
     * A palette of these inks.
     *
     * @param styleClass its name in the style sheet
     * @param onChange called when an ink has got another colour
     */
    protected Palette(String styleClass, Class<I> inks, Runnable onChange) {
        shapes = new EnumMap<>(inks);
        getStyleClass().add(styleClass);
        setManaged(false);
        setVisible(false);
        for (I ink : inks.getEnumConstants()) {
            Rectangle shape = new Rectangle();
            shape.getStyleClass().add(ink.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            shape.fillProperty().subscribe((before, now) -> onChange.run());
            shapes.put(ink, shape);
            getChildren().add(shape);
        }
    }

    /** The colour of an ink. */
    public Paint paint(I ink) {
        return Objects.requireNonNull(shapes.get(ink)).getFill();
    }
}
