package dev.porthole.app.connections;

import dev.porthole.app.view.Palette;
import javafx.scene.paint.Paint;

/** The colours of lanes. */
final class LanePalette extends Palette<LanePalette.Ink> {

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

    LanePalette(Runnable onChange) {
        super("lane-palette", Ink.class, onChange);
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
