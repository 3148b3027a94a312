package dev.porthole.app.loop;

import dev.porthole.app.loop.LoopPalette.Ink;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import java.util.List;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import javafx.scene.transform.Scale;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Draws the lanes of all connections on one time axis, and tells what the pointer is at. */
final class LoopCanvas extends Region {

    static final double LANE = 28;

    private static final double LABELS = 172;
    private static final double AXIS = 24;
    private static final double MARGIN = 16;
    private static final double BLOCK = 16;
    private static final double LEAST_BLOCK = 2;
    private static final double WORDY = 24;
    private static final double NEAR = 3;
    private static final double TAIL = 4;
    private static final int PARTS = 5;

    /** How strongly a wake-up is drawn that served a socket, and another. */
    private static final double SOCKET_WAKE = 0.5;
    private static final double OTHER_WAKE = 0.2;

    /** With more lanes than this, those on which nothing happens are only counted. */
    private static final int MANY = 24;

    private static final Font NAME = Font.font("Inter SemiBold", 12);
    private static final Font QUIET = Font.font("Inter", 11);
    private static final Font CODE = Font.font("JetBrains Mono", 11);
    private static final Font INSIDE = Font.font("JetBrains Mono", 10.5);
    private static final double NANOS_PER_MILLI = 1_000_000;

    private final Canvas canvas = new Canvas();
    private final Scale shrink = new Scale();
    private final LoopPalette palette = new LoopPalette(this::draw);
    private final Tooltip tooltip = new Tooltip();
    private final LoopTexts texts;
    private final Messages messages;
    private @Nullable LoopLook look;
    private List<LaneView> shown = List.of();
    private int folded;
    private double scrolled;

    LoopCanvas(LoopTexts texts, Messages messages) {
        this.texts = texts;
        this.messages = messages;
        getStyleClass().add("loop-canvas");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true);
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        canvas.getTransforms().add(shrink);
        getChildren().addAll(palette, canvas);
        tooltip.setShowDelay(Duration.millis(120));
        tooltip.setShowDuration(Duration.INDEFINITE);
        tooltip.getStyleClass().add("loop-tip");
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> point(e.getX(), e.getY()));
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> Tooltip.uninstall(this, tooltip));
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> requestFocus());
        addEventHandler(ScrollEvent.SCROLL, e -> scroll(-e.getDeltaY()));
    }

    /** Shows what is known now; null shows nothing. */
    void show(@Nullable LoopLook newLook) {
        look = newLook;
        List<LaneView> lanes = newLook == null ? List.of() : newLook.picture().lanes();
        shown = lanes.size() <= MANY
                ? lanes
                : lanes.stream().filter(lane -> lane.connection() == 0 || !lane.blocks().isEmpty()).toList();
        folded = lanes.size() - shown.size();
        scroll(0);
    }

    /** Moves the lanes up and down. */
    void scroll(double by) {
        double height = (shown.size() + (folded > 0 ? 1 : 0)) * LANE;
        scrolled = Math.clamp(scrolled + by, 0, Math.max(0, height - (getHeight() - AXIS)));
        draw();
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
            scroll(0);
        }
    }

    /** Draws everything anew. */
    void draw() {
        if (canvas.getWidth() == 0) {
            return;
        }
        GraphicsContext pen = canvas.getGraphicsContext2D();
        double factor = 1 / shrink.getX();
        pen.setTransform(factor, 0, 0, factor, 0, 0);
        pen.setFill(palette.paint(Ink.GROUND));
        pen.fillRect(0, 0, getWidth(), getHeight());
        LoopLook now = look;
        if (now == null) {
            return;
        }
        double bottom = getHeight() - AXIS;
        pen.save();
        pen.beginPath();
        pen.rect(0, 0, getWidth(), bottom);
        pen.clip();
        drawWakeUps(pen, now);
        for (int i = 0; i < shown.size(); i++) {
            double top = i * LANE - scrolled;
            if (top > -LANE && top < bottom) {
                drawLane(pen, now, shown.get(i), top);
            }
        }
        if (folded > 0) {
            drawFolded(pen, shown.size() * LANE - scrolled);
        }
        pen.restore();
        drawAxis(pen, now, bottom);
    }

    private double place(LoopPicture picture, long nanos) {
        return LABELS + (getWidth() - LABELS - MARGIN) * (nanos - picture.from()) / (picture.to() - picture.from());
    }

    private double clamped(LoopPicture picture, long nanos) {
        return nanos <= picture.from()
                ? LABELS
                : nanos >= picture.to() ? getWidth() - MARGIN : place(picture, nanos);
    }

    private double lanesEnd() {
        return Math.min(getHeight() - AXIS, (shown.size() + (folded > 0 ? 1 : 0)) * LANE - scrolled);
    }

    private void drawWakeUps(GraphicsContext pen, LoopLook now) {
        pen.setStroke(palette.paint(Ink.WAKE));
        pen.setLineWidth(1);
        for (Round round : now.picture().rounds()) {
            double x = Math.floor(place(now.picture(), round.waitTo())) + 0.5;
            if (x >= LABELS) {
                pen.setGlobalAlpha(round.hasReady() ? SOCKET_WAKE : OTHER_WAKE);
                pen.strokeLine(x, 0, x, lanesEnd());
            }
        }
        pen.setGlobalAlpha(1);
    }

    private void drawLane(GraphicsContext pen, LoopLook now, LaneView lane, double top) {
        LoopPicture picture = now.picture();
        double middle = Math.floor(top + LANE / 2) + 0.5;
        pen.setStroke(palette.paint(Ink.IDLE));
        pen.setLineWidth(1.5);
        double left = clamped(picture, lane.opened());
        double right = clamped(picture, lane.closed());
        pen.strokeLine(left, middle, Math.max(left, right), middle);
        pen.save();
        pen.beginPath();
        pen.rect(LABELS, top, getWidth() - LABELS, LANE);
        pen.clip();
        for (LaneBlock block : lane.blocks()) {
            drawBlock(pen, picture, block, top);
        }
        if (lane.closed() <= picture.to() && lane.closed() >= picture.from()) {
            double x = clamped(picture, lane.closed()) + 1;
            pen.setStroke(palette.paint(Ink.WORDS));
            pen.strokeLine(x, middle - TAIL, x + 2 * TAIL, middle + TAIL);
            pen.strokeLine(x, middle + TAIL, x + 2 * TAIL, middle - TAIL);
        }
        pen.restore();
        drawLabel(pen, now, lane, top);
    }

    private void drawLabel(GraphicsContext pen, LoopLook now, LaneView lane, double top) {
        double middle = top + LANE / 2;
        pen.setStroke(palette.paint(Ink.LINE));
        pen.setLineWidth(1);
        pen.strokeLine(0, top + LANE - 0.5, getWidth(), top + LANE - 0.5);
        pen.setTextBaseline(VPos.CENTER);
        pen.setTextAlign(TextAlignment.LEFT);
        pen.setFont(NAME);
        pen.setFill(palette.paint(lane.closed() > now.picture().to() ? Ink.WORDS : Ink.QUIET));
        pen.fillText(texts.name(now, lane.connection()), 12, middle);
        pen.setFont(CODE);
        pen.setFill(palette.paint(Ink.QUIET));
        String side = LoopTexts.descriptor(lane.descriptor());
        String port = lane.client() == null ? "" : ":" + lane.client().getPort();
        pen.fillText(side, lane.connection() == 0 ? 112 : 60, middle);
        pen.setTextAlign(TextAlignment.RIGHT);
        pen.fillText(port, LABELS - 12, middle);
        pen.setTextAlign(TextAlignment.LEFT);
    }

    private void drawBlock(GraphicsContext pen, LoopPicture picture, LaneBlock block, double top) {
        double from = place(picture, block.from());
        double width = Math.max(LEAST_BLOCK, place(picture, block.to()) - from);
        double y = Math.floor(top + (LANE - BLOCK) / 2);
        pen.setFill(palette.of(block.kind()));
        double round = width > 2 * TAIL ? TAIL : 0;
        pen.fillRoundRect(from, y, width, BLOCK, round, round);
        double visible = Math.max(from, LABELS);
        double room = from + width - visible;
        if (room > WORDY) {
            pen.save();
            pen.beginPath();
            pen.rect(visible, y, room - 2, BLOCK);
            pen.clip();
            pen.setFont(INSIDE);
            pen.setTextBaseline(VPos.CENTER);
            pen.setFill(palette.paint(Ink.ON_BLOCK));
            pen.fillText(LoopTexts.inside(block), visible + TAIL, y + BLOCK / 2);
            pen.restore();
        }
    }

    private void drawFolded(GraphicsContext pen, double top) {
        pen.setFont(QUIET);
        pen.setTextBaseline(VPos.CENTER);
        pen.setFill(palette.paint(Ink.QUIET));
        pen.fillText(messages.count("loop.folded", folded), 12, top + LANE / 2);
    }

    private void drawAxis(GraphicsContext pen, LoopLook now, double top) {
        LoopPicture picture = now.picture();
        pen.setStroke(palette.paint(Ink.LINE));
        pen.setLineWidth(1);
        pen.strokeLine(0, top + 0.5, getWidth(), top + 0.5);
        pen.strokeLine(LABELS + 0.5, 0, LABELS + 0.5, top);
        pen.setFont(CODE);
        pen.setFill(palette.paint(Ink.QUIET));
        pen.setTextBaseline(VPos.CENTER);
        long span = picture.to() - picture.from();
        for (int i = 0; i <= PARTS; i++) {
            long nanos = picture.from() + span * i / PARTS;
            double x = place(picture, nanos);
            pen.setTextAlign(i == 0 ? TextAlignment.LEFT : i == PARTS ? TextAlignment.RIGHT : TextAlignment.CENTER);
            pen.fillText(axisText(now, nanos, i), i == 0 ? x + 4 : x, top + AXIS / 2);
        }
        pen.setTextAlign(TextAlignment.LEFT);
    }

    private String axisText(LoopLook now, long nanos, int part) {
        LoopPicture picture = now.picture();
        if (now.isLive()) {
            return part == PARTS ? messages.get("loop.now") : "−" + span(picture.to() - nanos);
        }
        return part == 0 ? Quantities.time(now.at(nanos)) : "+" + span(nanos - picture.from());
    }

    private static String span(long nanos) {
        double millis = nanos / NANOS_PER_MILLI;
        return millis >= 1_000
                ? String.format(Locale.ROOT, "%.0f s", millis / 1_000)
                : String.format(Locale.ROOT, "%.0f ms", millis);
    }

    private void point(double x, double y) {
        String words = words(x, y);
        if (words.isEmpty()) {
            Tooltip.uninstall(this, tooltip);
        } else if (!words.equals(tooltip.getText()) || !tooltip.isShowing()) {
            tooltip.setText(words);
            Tooltip.install(this, tooltip);
        }
    }

    /** What is at a place, in words; empty if nothing is. */
    String words(double x, double y) {
        LoopLook now = look;
        int row = (int) Math.floor((y + scrolled) / LANE);
        if (now == null || y > getHeight() - AXIS || row < 0 || x < LABELS) {
            return "";
        }
        if (row < shown.size()) {
            LaneView lane = shown.get(row);
            LaneBlock nearest = null;
            double distance = NEAR;
            for (LaneBlock block : lane.blocks()) {
                double from = place(now.picture(), block.from());
                double to = Math.max(from + LEAST_BLOCK, place(now.picture(), block.to()));
                double off = Math.max(0, Math.max(from - x, x - to));
                if (off < distance || off == 0) {
                    nearest = block;
                    distance = off;
                }
            }
            if (nearest != null) {
                return texts.block(now, lane, nearest);
            }
        }
        for (Round round : now.picture().rounds()) {
            if (Math.abs(place(now.picture(), round.waitTo()) - x) < NEAR) {
                return texts.roundTitle(now, round) + "\n" + String.join("\n", texts.round(now, round));
            }
        }
        return "";
    }
}
