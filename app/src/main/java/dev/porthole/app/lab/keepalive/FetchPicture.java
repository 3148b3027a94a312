package dev.porthole.app.lab.keepalive;

import dev.porthole.app.lab.EventWords;
import dev.porthole.app.lab.measure.Ink;
import dev.porthole.app.lab.measure.InkCanvas;
import dev.porthole.app.text.Messages;
import dev.porthole.lab.keepalive.FetchSeries.Moment;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** A lane for each connection, both ways on one axis of time: connect, request, answer, end. */
final class FetchPicture extends InkCanvas {

    private static final double NAMES = 152;
    private static final double RIGHT = 84;
    private static final double AXIS = 20;
    private static final double LEGEND = 24;
    private static final double GAP = 16;
    private static final double LINE = 16;
    private static final double MARK = 3;
    private static final double HIGHEST = 22;
    private static final double LEAST = 100_000;
    private static final double SWATCH = 10;

    private final FetchViewModel model;
    private final Messages messages;

    FetchPicture(FetchViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        model.changesProperty().subscribe(this::draw);
        messages.languageProperty().subscribe(this::draw);
    }

    /** Draws with the axis that ends where the slower of both ways ended. */
    @Override
    protected void paint(GraphicsContext pen) {
        double end = Math.max(LEAST, model.end());
        paintAxis(pen, end);
        int lanes = lanes(false) + Math.max(1, lanes(true));
        double room = getHeight() - AXIS - LEGEND - 2 * GAP;
        double lane = Math.clamp(room / Math.max(2, lanes), 4, HIGHEST);
        double top = AXIS + GAP / 2;
        paintWay(pen, false, top, lane, end);
        paintWay(pen, true, top + Math.max(2, lanes(false)) * lane + GAP, lane, end);
        paintLegend(pen);
    }

    private int lanes(boolean keep) {
        return model.requests(keep).stream().mapToInt(FetchViewModel.Request::connection).max().orElse(0);
    }

    private double x(double nanos, double end) {
        return NAMES + (getWidth() - NAMES - RIGHT) * nanos / end;
    }

    private void paintAxis(GraphicsContext pen, double end) {
        pen.setLineWidth(1);
        pen.setStroke(ink(Ink.GRID));
        double step = Math.pow(10, Math.floor(Math.log10(end)));
        step = end / step < 2 ? step / 5 : end / step < 5 ? step / 2 : step;
        for (double at = 0; at <= end; at += step) {
            double x = Math.floor(x(at, end)) + 0.5;
            pen.strokeLine(x, AXIS, x, getHeight() - LEGEND);
            write(pen, at == 0 ? "0" : EventWords.measured(at, "ns"), NUMBERS, Ink.QUIET,
                    at == 0 ? TextAlignment.LEFT : TextAlignment.CENTER, x, AXIS / 2);
        }
    }

    private void paintWay(GraphicsContext pen, boolean keep, double top, double lane, double end) {
        List<FetchViewModel.Request> requests = model.requests(keep);
        write(pen, messages.get(keep ? "lab.keepalive.way.keep" : "lab.keepalive.way.close"), HEADING, Ink.TEXT,
                TextAlignment.LEFT, 0, top + LINE / 2);
        if (requests.isEmpty()) {
            return;
        }
        write(pen, messages.get("lab.keepalive.connections", lanes(keep)), WORDS, Ink.QUIET,
                TextAlignment.LEFT, 0, top + LINE * 1.5);
        for (FetchViewModel.Request each : requests) {
            paintRequest(pen, each, top + (each.connection() - 1) * lane, lane, end);
        }
        FetchViewModel.Request last = requests.getLast();
        write(pen, EventWords.measured(last.at(Moment.CLOSED), "ns"), NUMBERS, Ink.TEXT, TextAlignment.LEFT,
                x(last.at(Moment.CLOSED), end) + 3 * MARK, top + (last.connection() - 0.5) * lane);
    }

    private void paintRequest(
            GraphicsContext pen, FetchViewModel.Request request, double top, double lane, double end) {
        double connected = request.at(Moment.CONNECTED);
        paintPart(pen, Ink.DONE, request.at(Moment.OPENED), connected, top, lane, end);
        paintPart(pen, Ink.ACCENT, connected, request.at(Moment.FIRST), top, lane, end);
        paintPart(pen, Ink.SUCCESS, request.at(Moment.FIRST), request.at(Moment.RECEIVED), top, lane, end);
        paintPart(pen, Ink.QUIET, request.at(Moment.RECEIVED), request.at(Moment.CLOSED), top, lane, end);
    }

    private void paintPart(
            GraphicsContext pen, Ink ink, double from, double until, double top, double lane, double end) {
        pen.setFill(ink(ink));
        double width = Math.max(0.5, x(until, end) - x(from, end) - 0.5);
        pen.fillRect(x(from, end), top + 1, width, Math.max(1, lane - 2));
    }

    private void paintLegend(GraphicsContext pen) {
        List<Ink> inks = List.of(Ink.DONE, Ink.ACCENT, Ink.SUCCESS, Ink.QUIET);
        double x = NAMES;
        double y = getHeight() - LEGEND / 2;
        for (int i = 0; i < inks.size(); i++) {
            String words = messages.get("lab.keepalive.legend." + (i + 1));
            pen.setFill(ink(inks.get(i)));
            pen.fillRect(x, y - SWATCH / 2, SWATCH, SWATCH);
            write(pen, words, WORDS, Ink.QUIET, TextAlignment.LEFT, x + LINE, y);
            x += LINE * 2 + width(words, WORDS);
        }
    }
}
