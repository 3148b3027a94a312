package dev.porthole.app.connections;

import dev.porthole.app.connections.Lane.Block;
import dev.porthole.app.connections.LanePalette.Ink;
import dev.porthole.server.event.CloseReason;
import java.util.function.LongFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;

/** Draws one lane: one node, however many requests there are. */
final class LaneCanvas extends Region {

    /** How wide a block has to be to show its outline, and to show words. */
    private static final double OUTLINED = 5;
    private static final double WORDY = 30;

    private static final double LEAST_BLOCK = 2;
    private static final double BLOCK_HEIGHT = 14;
    private static final double ERROR_HEIGHT = 18;
    private static final double MARK = 3;
    private static final double HATCH = 4;
    private static final int FIRST_ERROR = 400;
    /** About as wide as a letter is. */
    private static final double LETTER = 6;

    private static final int QUARTERS = 4;
    private static final Font WORDS = Font.font("Inter", 10.5);

    private final Canvas canvas = new Canvas();
    private final Scale shrink = new Scale();
    private final LanePalette palette;
    private final LongFunction<String> requestWords;
    private final ConnectionTexts texts;
    private @Nullable Lane lane;
    private @Nullable TimeAxis axis;
    private long chosen;
    private boolean blank = true;

    /** Draws nothing yet. */
    LaneCanvas(LanePalette palette, ConnectionTexts texts, LongFunction<String> requestWords) {
        this.palette = palette;
        this.texts = texts;
        this.requestWords = requestWords;
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        canvas.getTransforms().add(shrink);
        getChildren().add(canvas);
    }

    /** Shows a lane on an axis, with one of its requests marked; null shows nothing. */
    void show(@Nullable Lane newLane, @Nullable TimeAxis newAxis, long chosenRequest) {
        lane = newLane;
        axis = newAxis;
        chosen = chosenRequest;
        draw();
    }

    /** The block at a place, or null; a narrow one is met also a little beside it. */
    @Nullable Block blockAt(double x) {
        Lane shown = lane;
        TimeAxis time = axis;
        if (shown == null || time == null) {
            return null;
        }
        Block nearest = null;
        double distance = MARK;
        for (Block block : shown.blocks()) {
            double left = time.place(block.from(), getWidth());
            double right = Math.max(left + LEAST_BLOCK, time.place(block.to(), getWidth()));
            double off = Math.max(0, Math.max(left - x, x - right));
            if (off < distance || off == 0) {
                nearest = block;
                distance = off;
            }
        }
        return nearest;
    }

    @Override
    protected void layoutChildren() {
        // A canvas is an image: where the window is enlarged, it needs more pixels to stay sharp.
        double factor = Math.max(1, getLocalToSceneTransform().getMxx());
        double width = Math.ceil(getWidth() * factor);
        double height = Math.ceil(getHeight() * factor);
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            shrink.setX(1 / factor);
            shrink.setY(1 / factor);
            blank = false;
            draw();
        }
    }

    /** Draws everything anew, for colours that have changed. */
    void draw() {
        Lane shown = lane;
        TimeAxis time = axis;
        boolean nothing = shown == null || time == null;
        if (nothing && blank || canvas.getWidth() == 0) {
            return;
        }
        GraphicsContext pen = canvas.getGraphicsContext2D();
        double factor = 1 / shrink.getX();
        pen.setTransform(factor, 0, 0, factor, 0, 0);
        pen.clearRect(0, 0, getWidth(), getHeight());
        blank = nothing;
        if (shown == null || time == null) {
            return;
        }
        drawGrid(pen);
        if (shown.isIn(time)) {
            drawLine(pen, shown, time);
            drawBeginning(pen, shown, time);
            for (Block block : shown.blocks()) {
                drawBlock(pen, block, time);
            }
            drawEnd(pen, shown, time);
        }
    }

    private void drawGrid(GraphicsContext pen) {
        pen.setStroke(palette.paint(Ink.GRID));
        pen.setLineWidth(1);
        for (int quarter = 1; quarter < QUARTERS; quarter++) {
            double x = Math.floor(getWidth() * quarter / QUARTERS) + 0.5;
            pen.strokeLine(x, 0, x, getHeight());
        }
    }

    private void drawLine(GraphicsContext pen, Lane shown, TimeAxis time) {
        double left = Math.max(0, time.place(shown.openedAt(), getWidth()));
        double right = Math.min(getWidth(), time.place(shown.endedAt(), getWidth()));
        double middle = Math.floor(getHeight() / 2) + 0.5;
        pen.setStroke(palette.paint(Ink.IDLE));
        pen.setLineWidth(1);
        pen.strokeLine(left, middle, Math.max(left + 1, right), middle);
    }

    private void drawBlock(GraphicsContext pen, Block block, TimeAxis time) {
        double left = time.place(block.from(), getWidth());
        double width = Math.max(LEAST_BLOCK, time.place(block.to(), getWidth()) - left);
        if (left + width < 0 || left > getWidth()) {
            return;
        }
        double height = block.status() >= FIRST_ERROR ? ERROR_HEIGHT : BLOCK_HEIGHT;
        double top = Math.floor((getHeight() - height) / 2);
        if (width < OUTLINED) {
            pen.setFill(palette.strong(block.status()));
            pen.fillRect(left, top, width, height);
        } else {
            pen.setFill(palette.soft(block.status()));
            pen.fillRect(left, top, width, height);
            hatch(pen, block, left, top, width, height);
            pen.setStroke(palette.strong(block.status()));
            pen.setLineWidth(1);
            pen.strokeRect(Math.floor(left) + 0.5, top + 0.5, Math.floor(width) - 1, height - 1);
            write(pen, block, left, top, width, height);
        }
        if (block.newest() == chosen) {
            pen.setStroke(palette.paint(Ink.CHOSEN));
            pen.setLineWidth(2);
            pen.strokeRect(left - 1, top - 1, width + 2, height + 2);
        }
    }

    /** The part of the time in which the client took nothing: how long that was is known, not when. */
    private void hatch(GraphicsContext pen, Block block, double left, double top, double width, double height) {
        double part = block.to() == block.from() ? 0 : width * block.blocked() / (block.to() - block.from());
        double from = Math.max(0, left + width - part);
        double end = Math.min(getWidth(), left + width);
        if (part < 1 || end <= from) {
            return;
        }
        pen.save();
        pen.beginPath();
        pen.rect(from, top, end - from, height);
        pen.clip();
        pen.setStroke(palette.strong(block.status()));
        pen.setLineWidth(1);
        for (double x = Math.floor(from / HATCH) * HATCH - height; x < end; x += HATCH) {
            pen.strokeLine(x, top + height, x + height, top);
        }
        pen.restore();
    }

    private void write(
            GraphicsContext pen, Block block, double left, double top, double width, double height) {
        double from = Math.max(0, left);
        double room = Math.min(getWidth(), left + width) - from;
        if (room < WORDY) {
            return;
        }
        String words = block.count() > 1 ? "× " + block.count() : requestWords.apply(block.newest());
        pen.save();
        pen.beginPath();
        pen.rect(from + 1, 0, room - 2, getHeight());
        pen.clip();
        if (block.blocked() > 0) {
            // Words are not read on hatching.
            pen.setFill(palette.soft(block.status()));
            pen.fillRect(from + 1, top + 1, words.length() * LETTER + 2 * MARK, height - 2);
        }
        pen.setFont(WORDS);
        pen.setTextBaseline(VPos.CENTER);
        pen.setFill(palette.strong(block.status()));
        pen.fillText(words, from + MARK + 1, Math.floor(getHeight() / 2));
        pen.restore();
    }

    private void drawBeginning(GraphicsContext pen, Lane shown, TimeAxis time) {
        // Its right edge is the moment, so that the first request does not hide it.
        double opened = time.place(shown.openedAt(), getWidth());
        pen.setFill(palette.paint(Ink.WORDS));
        pen.fillOval(opened - 2 * MARK, getHeight() / 2 - MARK, 2 * MARK, 2 * MARK);
    }

    private void drawEnd(GraphicsContext pen, Lane shown, TimeAxis time) {
        CloseReason reason = shown.reason();
        if (reason == null) {
            return;
        }
        double middle = getHeight() / 2;
        double ended = time.place(shown.endedAt(), getWidth()) + 1;
        pen.setLineWidth(1.5);
        pen.setFill(palette.paint(Ink.WORDS));
        pen.setStroke(palette.paint(Ink.WORDS));
        if (reason.by() == CloseReason.Party.SERVER) {
            pen.fillRect(ended, middle - MARK, 2 * MARK, 2 * MARK);
        } else {
            pen.strokeLine(ended, middle - MARK, ended + 2 * MARK, middle + MARK);
            pen.strokeLine(ended, middle + MARK, ended + 2 * MARK, middle - MARK);
        }
        pen.setFont(WORDS);
        pen.setTextBaseline(VPos.CENTER);
        String words = texts.shortEnding(reason);
        if (ended + 4 * MARK + width(words) <= getWidth()) {
            // Half a word tells less than none: the next column has all of it.
            pen.fillText(words, ended + 4 * MARK, Math.floor(middle));
        }
    }

    /** About how much room words need; Chinese characters are as wide as they are high. */
    private static double width(String words) {
        return words.codePoints()
                .mapToDouble(c -> Character.isIdeographic(c) ? WORDS.getSize() : LETTER)
                .sum();
    }
}
