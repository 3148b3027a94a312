package dev.porthole.app.lab.keepalive;

import dev.porthole.app.lab.measure.Ink;
import dev.porthole.app.lab.measure.InkCanvas;
import dev.porthole.app.text.Messages;
import dev.porthole.lab.keepalive.NotFoundAnswer;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** The bytes of both answers, their characters beneath, and a ruler where Content-Length says that the body ends. */
final class RulerPicture extends InkCanvas {

    private static final double CELL = 24;
    private static final double ROW = 64;
    private static final double HEAD = 36;
    private static final double LINE = 16;
    private static final double RULER = 3;
    private static final Font SIGN = Font.font("Noto Sans CJK SC", 13);

    private final RulerViewModel model;
    private final Messages messages;

    RulerPicture(RulerViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        model.changesProperty().subscribe(this::change);
        messages.languageProperty().subscribe(this::draw);
        widthProperty().subscribe(this::change);
    }

    private void change() {
        requestLayout();
        draw();
    }

    private int columns() {
        return Math.max(8, (int) Math.floor(getWidth() / CELL));
    }

    private double height(RulerViewModel.Strip strip) {
        int bytes = strip.signs().stream().mapToInt(sign -> sign.hex().size()).sum();
        int rows = Math.max(1, (bytes + columns() - 1) / columns());
        return HEAD + rows * ROW;
    }

    @Override
    protected double computePrefHeight(double width) {
        double height = 0;
        for (NotFoundAnswer each : NotFoundAnswer.values()) {
            height += height(model.strip(each)) + LINE;
        }
        return height;
    }

    @Override
    protected void paint(GraphicsContext pen) {
        double top = 0;
        for (NotFoundAnswer each : NotFoundAnswer.values()) {
            paintStrip(pen, each, model.strip(each), top);
            top += height(model.strip(each)) + LINE;
        }
    }

    private void paintStrip(GraphicsContext pen, NotFoundAnswer answer, RulerViewModel.Strip strip, double top) {
        write(pen, messages.get("lab.ruler.strip." + answer.name()), HEADING, Ink.TEXT, TextAlignment.LEFT,
                0, top + LINE / 2);
        if (strip.body() == 0) {
            return;
        }
        for (RulerViewModel.Sign sign : strip.signs()) {
            paintSign(pen, strip, sign, top + HEAD);
        }
        double x = strip.declared() % columns() * CELL;
        double y = top + HEAD + Math.floorDiv(strip.declared(), columns()) * ROW;
        Ink ink = strip.declared() == strip.body() ? Ink.SUCCESS : Ink.DANGER;
        pen.setFill(ink(ink));
        pen.fillRect(x - RULER / 2, y - 4, RULER, CELL + LINE + 8);
        String words = messages.get("lab.ruler.here", strip.declared());
        boolean right = x + width(words, NUMBERS) < getWidth();
        write(pen, words, NUMBERS, ink, right ? TextAlignment.LEFT : TextAlignment.RIGHT, x, y - LINE / 2 - 2);
    }

    private void paintSign(GraphicsContext pen, RulerViewModel.Strip strip, RulerViewModel.Sign sign, double top) {
        int columns = columns();
        for (int i = 0; i < sign.hex().size(); i++) {
            int number = sign.from() + i;
            double x = number % columns * CELL;
            double y = top + Math.floorDiv(number, columns) * ROW;
            pen.setFill(ink(ground(strip, number)));
            pen.fillRect(x + 0.5, y, CELL - 1, CELL - 2);
            write(pen, sign.hex().get(i), NUMBERS, Ink.TEXT, TextAlignment.CENTER, x + CELL / 2, y + CELL / 2 - 1);
        }
        double x = sign.from() % columns * CELL;
        double y = top + Math.floorDiv(sign.from(), columns) * ROW;
        int together = Math.min(sign.hex().size(), columns - sign.from() % columns);
        write(pen, sign.word(), SIGN, Ink.TEXT, TextAlignment.CENTER, x + CELL * together / 2, y + CELL + LINE / 2);
    }

    /** What was announced, what is left over, and what belongs to the next answer. */
    private static Ink ground(RulerViewModel.Strip strip, int number) {
        if (number >= strip.body()) {
            return Ink.ACCENT_SOFT;
        }
        return number < strip.declared() ? Ink.SUCCESS_SOFT : Ink.DANGER_SOFT;
    }
}
