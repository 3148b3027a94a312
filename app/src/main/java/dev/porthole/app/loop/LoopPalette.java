package dev.porthole.app.loop;

import dev.porthole.app.view.Palette;
import javafx.scene.paint.Paint;

/** The colours of the picture of a loop. */
final class LoopPalette extends Palette<LoopPalette.Ink> {

    /** What needs a colour of its own; {@code .loop-palette > .read} and the like in the style sheet. */
    enum Ink {
        GROUND, LINE, WORDS, QUIET, WAKE, IDLE, ON_BLOCK, ACCEPT, READ, FIND, WRITE, FULL, CLOSE
    }

    LoopPalette(Runnable onChange) {
        super("loop-palette", Ink.class, onChange);
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
