package dev.porthole.app.loop;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Group;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Rectangle;

/**
 * The colours of the picture. It is drawn by hand, so the style sheet cannot reach it; it colours one invisible shape
 * for each ink here, and the picture takes it from there.
 */
final class LoopPalette extends Group {

    /** What needs a colour of its own; {@code .loop-palette > .read} and the like in the style sheet. */
    enum Ink {
        GROUND, LINE, WORDS, QUIET, WAKE, IDLE, ON_BLOCK, ACCEPT, READ, FIND, WRITE, FULL, CLOSE
    }

    private final Map<Ink, Rectangle> shapes = new EnumMap<>(Ink.class);

    LoopPalette(Runnable onChange) {
        getStyleClass().add("loop-palette");
        setManaged(false);
        setVisible(false);
        for (Ink ink : Ink.values()) {
            Rectangle shape = new Rectangle();
            shape.getStyleClass().add(ink.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            shape.fillProperty().subscribe((before, now) -> onChange.run());
            shapes.put(ink, shape);
            getChildren().add(shape);
        }
    }

    Paint paint(Ink ink) {
        return Objects.requireNonNull(shapes.get(ink)).getFill();
    }

    Paint of(BlockKind kind) {
        return paint(switch (kind) {
            case ACCEPT -> Ink.ACCEPT;
            case READ -> Ink.READ;
            case FIND -> Ink.FIND;
            case WRITE -> Ink.WRITE;
            case FULL -> Ink.FULL;
            case CLOSE -> Ink.CLOSE;
        });
    }
}
