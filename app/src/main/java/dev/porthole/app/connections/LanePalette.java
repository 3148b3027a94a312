package dev.porthole.app.connections;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Group;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Rectangle;

/**
 * The colours of lanes. Lanes are drawn by hand, so the style sheet cannot reach them; it colours one invisible shape
 * for each ink here, and they take it from there.
 */
final class LanePalette extends Group {

    /** What needs a colour of its own; {@code .lane-palette > .success-soft} and the like in the style sheet. */
    enum Ink {
        /** The line that divides the time. */
        GRID,
        /** A connection on which nothing happens. */
        IDLE,
        /** Words beside a lane. */
        WORDS,
        /** The selected request. */
        CHOSEN,
        /** A request that is being answered. */
        ANSWERING, ANSWERING_SOFT,
        /** 1xx. */
        INFORMATIONAL, INFORMATIONAL_SOFT,
        /** 2xx. */
        SUCCESSFUL, SUCCESSFUL_SOFT,
        /** 3xx. */
        REDIRECTION, REDIRECTION_SOFT,
        /** 4xx. */
        CLIENT_ERROR, CLIENT_ERROR_SOFT,
        /** 5xx. */
        SERVER_ERROR, SERVER_ERROR_SOFT
    }

    private final Map<Ink, Rectangle> shapes = new EnumMap<>(Ink.class);

    LanePalette(Runnable onChange) {
        getStyleClass().add("lane-palette");
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

    /** The full colour of a status, 0 for none yet. */
    Paint strong(int status) {
        return paint(switch (status / 100) {
            case 0 -> Ink.ANSWERING;
            case 1 -> Ink.INFORMATIONAL;
            case 2 -> Ink.SUCCESSFUL;
            case 3 -> Ink.REDIRECTION;
            case 4 -> Ink.CLIENT_ERROR;
            default -> Ink.SERVER_ERROR;
        });
    }

    /** The colour of a status as a ground on which the full one can be read. */
    Paint soft(int status) {
        return paint(switch (status / 100) {
            case 0 -> Ink.ANSWERING_SOFT;
            case 1 -> Ink.INFORMATIONAL_SOFT;
            case 2 -> Ink.SUCCESSFUL_SOFT;
            case 3 -> Ink.REDIRECTION_SOFT;
            case 4 -> Ink.CLIENT_ERROR_SOFT;
            default -> Ink.SERVER_ERROR_SOFT;
        });
    }
}
