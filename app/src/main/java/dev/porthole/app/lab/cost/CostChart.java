package dev.porthole.app.lab.cost;

import dev.porthole.app.lab.EventWords;
import dev.porthole.app.lab.measure.Ink;
import dev.porthole.app.lab.measure.InkCanvas;
import dev.porthole.app.text.Messages;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import javafx.geometry.Point2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** The chart of what a wait costs: three lines and what they were in 2006, both axes logarithmic. */
final class CostChart extends InkCanvas {

    private static final double LEFT = 64;
    private static final double RIGHT = 148;
    private static final double TOP = 20;
    private static final double BOTTOM = 36;
    private static final double MARK = 4;
    private static final double NEAR = 24;
    private static final double LINE = 16;
    private static final double GAP = 8;
    private static final double DASH = 4;

    private final CostViewModel model;
    private final Messages messages;
    private @Nullable Point2D pointer;

    CostChart(CostViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        model.changesProperty().subscribe(this::draw);
        messages.languageProperty().subscribe(this::draw);
        setOnMouseMoved(e -> point(new Point2D(e.getX(), e.getY())));
        setOnMouseExited(e -> point(null));
    }

    private void point(@Nullable Point2D at) {
        pointer = at;
        draw();
    }

    /** A point of a line. */
    private record Value(String call, double size, double nanos, double x, double y) {}

    @Override
    protected void paint(GraphicsContext pen) {
        CostPlot plot = new CostPlot(
                LEFT, TOP, Math.max(1, getWidth() - LEFT - RIGHT), Math.max(1, getHeight() - TOP - BOTTOM));
        paintAxes(pen, plot);
        if (model.showsReference()) {
            paintReference(pen, plot);
        }
        double before = Double.NEGATIVE_INFINITY;
        for (String call : model.line("poll").isEmpty() ? CostViewModel.CALLS : byHeight()) {
            before = paintLine(pen, plot, call, before);
        }
        Value near = nearest(plot);
        if (near != null) {
            paintValue(pen, near);
        }
    }

    /** The upper line first, so that their names can be kept apart. */
    private List<String> byHeight() {
        return CostViewModel.CALLS.stream()
                .sorted(Comparator.comparingDouble((String call) -> -last(call))).toList();
    }

    private double last(String call) {
        NavigableMap<Double, Double> line = model.line(call);
        return line.isEmpty() ? 0 : line.lastEntry().getValue();
    }

    private void paintAxes(GraphicsContext pen, CostPlot plot) {
        pen.setLineWidth(1);
        pen.setStroke(ink(Ink.GRID));
        for (double nanos : CostPlot.times()) {
            double y = Math.floor(plot.y(nanos)) + 0.5;
            pen.strokeLine(plot.left(), y, plot.left() + plot.width(), y);
            write(pen, EventWords.measured(nanos, "ns"), NUMBERS, Ink.QUIET, TextAlignment.RIGHT, plot.left() - GAP, y);
        }
        double bottom = plot.top() + plot.height();
        for (double size : CostPlot.sizes()) {
            double x = Math.floor(plot.x(size)) + 0.5;
            pen.strokeLine(x, plot.top(), x, bottom);
            write(pen, EventWords.number(size), NUMBERS, Ink.QUIET, TextAlignment.CENTER, x, bottom + LINE * 0.75);
        }
        write(pen, messages.get("lab.cost.axis"), WORDS, Ink.QUIET, TextAlignment.CENTER,
                plot.left() + plot.width() / 2, bottom + LINE * 1.75);
    }

    private void paintReference(GraphicsContext pen, CostPlot plot) {
        pen.setLineDashes(DASH);
        for (String call : CostViewModel.CALLS) {
            paintPath(pen, plot, Kerrisk.line(call), Ink.QUIET);
        }
        pen.setLineDashes();
        write(pen, "select, poll 2006", WORDS, Ink.QUIET, TextAlignment.LEFT,
                plot.left() + plot.width() + GAP, plot.y(Kerrisk.line("poll").lastEntry().getValue()));
        write(pen, "epoll 2006", WORDS, Ink.QUIET, TextAlignment.LEFT,
                plot.left() + plot.width() + GAP, plot.y(Kerrisk.line("epoll_wait").lastEntry().getValue()));
    }

    private void paintPath(GraphicsContext pen, CostPlot plot, NavigableMap<Double, Double> line, Ink ink) {
        pen.setStroke(ink(ink));
        pen.setLineWidth(1.5);
        pen.beginPath();
        boolean first = true;
        for (Map.Entry<Double, Double> each : line.entrySet()) {
            if (first) {
                pen.moveTo(plot.x(each.getKey()), plot.y(each.getValue()));
                first = false;
            } else {
                pen.lineTo(plot.x(each.getKey()), plot.y(each.getValue()));
            }
        }
        pen.stroke();
    }

    /** Returns where its name stands. */
    private double paintLine(GraphicsContext pen, CostPlot plot, String call, double before) {
        NavigableMap<Double, Double> line = model.line(call);
        if (line.isEmpty()) {
            return before;
        }
        paintPath(pen, plot, line, inkOf(call));
        line.forEach((size, nanos) -> paintMark(pen, call, plot.x(size), plot.y(nanos)));
        double last = Objects.requireNonNull(line.lastEntry()).getValue();
        double y = Math.max(plot.y(last), before + LINE);
        write(pen, call + " " + EventWords.measured(last, "ns"), HEADING, inkOf(call), TextAlignment.LEFT,
                plot.x(line.lastKey()) + GAP, y);
        return y;
    }

    /** A cross, a ring and a square, so that nobody needs the colours. */
    private void paintMark(GraphicsContext pen, String call, double x, double y) {
        pen.setStroke(ink(inkOf(call)));
        pen.setFill(ink(call.equals("poll") ? Ink.GROUND : inkOf(call)));
        pen.setLineWidth(2);
        switch (call) {
            case "select" -> {
                pen.strokeLine(x - MARK, y - MARK, x + MARK, y + MARK);
                pen.strokeLine(x - MARK, y + MARK, x + MARK, y - MARK);
            }
            case "poll" -> {
                pen.fillOval(x - MARK, y - MARK, 2 * MARK, 2 * MARK);
                pen.strokeOval(x - MARK, y - MARK, 2 * MARK, 2 * MARK);
            }
            default -> pen.fillRect(x - MARK, y - MARK, 2 * MARK, 2 * MARK);
        }
    }

    private static Ink inkOf(String call) {
        return switch (call) {
            case "select" -> Ink.DONE;
            case "poll" -> Ink.ATTENTION;
            default -> Ink.ACCENT;
        };
    }

    private @Nullable Value nearest(CostPlot plot) {
        Point2D at = pointer;
        Value nearest = null;
        double distance = NEAR;
        if (at != null) {
            for (String call : CostViewModel.CALLS) {
                for (Map.Entry<Double, Double> each : model.line(call).entrySet()) {
                    Value value = new Value(call, each.getKey(), each.getValue(),
                            plot.x(each.getKey()), plot.y(each.getValue()));
                    double away = at.distance(value.x(), value.y());
                    if (away < distance) {
                        nearest = value;
                        distance = away;
                    }
                }
            }
        }
        return nearest;
    }

    private void paintValue(GraphicsContext pen, Value value) {
        String words = messages.get("lab.cost.point", value.call(), EventWords.number(value.size()),
                EventWords.measured(value.nanos(), "ns"));
        double width = width(words, WORDS) + 2 * GAP;
        double x = Math.clamp(value.x() - width / 2, 0, Math.max(0, getWidth() - width));
        double y = Math.max(0, value.y() - LINE - 2 * GAP);
        pen.setFill(ink(Ink.GROUND));
        pen.fillRoundRect(x, y, width, LINE + GAP, GAP, GAP);
        pen.setStroke(ink(Ink.QUIET));
        pen.setLineWidth(1);
        pen.strokeRoundRect(x + 0.5, y + 0.5, width - 1, LINE + GAP - 1, GAP, GAP);
        write(pen, words, WORDS, Ink.TEXT, TextAlignment.LEFT, x + GAP, y + (LINE + GAP) / 2);
    }
}
