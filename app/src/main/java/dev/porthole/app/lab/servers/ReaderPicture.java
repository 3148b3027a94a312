package dev.porthole.app.lab.servers;

import dev.porthole.app.lab.EventWords;
import dev.porthole.app.lab.measure.Ink;
import dev.porthole.app.lab.measure.InkCanvas;
import dev.porthole.app.text.Messages;
import dev.porthole.lab.servers.SlowReader;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Where six megabytes are while they are sent: five strips with one axis of time. */
final class ReaderPicture extends InkCanvas {

    private static final double NAMES = 200;
    private static final double RIGHT = 12;
    private static final double AXIS = 20;
    private static final double GAP = 8;
    private static final double LEAST = 2_000;
    private static final double STEP = 500;
    private static final double LINE = 16;
    private static final double QUEUE = 128 << 10;
    private static final int STRIPS = 5;

    private final ReaderViewModel model;
    private final Messages messages;
    private double end = LEAST;

    ReaderPicture(ReaderViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        model.changesProperty().subscribe(this::draw);
        messages.languageProperty().subscribe(this::draw);
    }

    /** A strip: what it shows, and the most it can show. */
    private record Strip(String key, Ink ink, double most, ToDoubleFunction<ReaderViewModel.Moment> value) {}

    @Override
    protected void paint(GraphicsContext pen) {
        List<ReaderViewModel.Moment> moments = model.moments();
        end = Math.max(LEAST, moments.isEmpty() ? 0 : moments.getLast().at());
        double height = (getHeight() - AXIS) / STRIPS;
        paintAxis(pen);
        double queue = Math.max(QUEUE, moments.stream()
                .mapToDouble(each -> Math.max(each.sendQueue(), each.receiveQueue())).max().orElse(0));
        List<Strip> strips = List.of(
                new Strip("lab.reader.strip.server", Ink.QUIET, SlowReader.BYTES,
                        ReaderViewModel.Moment::server),
                new Strip("lab.reader.strip.send", Ink.ATTENTION, queue, ReaderViewModel.Moment::sendQueue),
                new Strip("lab.reader.strip.receive", Ink.DONE, queue, ReaderViewModel.Moment::receiveQueue),
                new Strip("lab.reader.strip.client", Ink.SUCCESS, SlowReader.BYTES,
                        ReaderViewModel.Moment::client));
        double top = AXIS;
        for (Strip strip : strips) {
            paintStrip(pen, strip, moments, top, height);
            top += height;
        }
        paintFlag(pen, top, height);
    }

    private double x(double millis) {
        return NAMES + (getWidth() - NAMES - RIGHT) * millis / end;
    }

    private void paintAxis(GraphicsContext pen) {
        pen.setStroke(ink(Ink.GRID));
        pen.setLineWidth(1);
        for (double at = 0; at <= end; at += STEP) {
            double x = Math.floor(x(at)) + 0.5;
            pen.strokeLine(x, AXIS, x, getHeight());
            write(pen, at == 0 ? "0" : EventWords.measured(at, "ms"), NUMBERS, Ink.QUIET,
                    at == 0 ? TextAlignment.LEFT : at + STEP > end ? TextAlignment.RIGHT : TextAlignment.CENTER,
                    x, AXIS / 2);
        }
    }

    private void paintName(GraphicsContext pen, String name, String value, double top) {
        pen.setStroke(ink(Ink.GRID));
        pen.setLineWidth(1);
        pen.strokeLine(0, Math.floor(top) + 0.5, getWidth(), Math.floor(top) + 0.5);
        write(pen, name, HEADING, Ink.TEXT, TextAlignment.LEFT, 0, top + GAP + LINE / 2);
        write(pen, value, NUMBERS, Ink.QUIET, TextAlignment.LEFT, 0, top + GAP + LINE * 1.5);
    }

    /** Steps, not slopes: a value holds until the next is known. */
    private void paintStrip(
            GraphicsContext pen, Strip strip, List<ReaderViewModel.Moment> moments, double top, double height) {
        String value = moments.isEmpty()
                ? "" : EventWords.measured(strip.value().applyAsDouble(moments.getLast()), "B");
        paintName(pen, messages.get(strip.key()), value, top);
        pen.setFill(ink(strip.ink()));
        double room = height - 2 * GAP;
        for (int i = 0; i < moments.size(); i++) {
            double from = Math.floor(x(moments.get(i).at()));
            double until = i + 1 < moments.size() ? Math.floor(x(moments.get(i + 1).at())) : from + 1;
            double high = room * Math.clamp(strip.value().applyAsDouble(moments.get(i)) / strip.most(), 0, 1);
            pen.fillRect(from, top + height - GAP - high, Math.max(1, until - from), high);
        }
    }

    /** As long as it is asked for there is a ground, and a line for each time that it was told. */
    private void paintFlag(GraphicsContext pen, double top, double height) {
        int told = model.wakeUps().size();
        paintName(pen, "EPOLLOUT", messages.get("lab.reader.told", told), top);
        if (!Double.isNaN(model.asked())) {
            double until = Double.isNaN(model.withdrawn())
                    ? model.moments().isEmpty() ? model.asked() : model.moments().getLast().at()
                    : model.withdrawn();
            double from = x(model.asked());
            pen.setFill(ink(Ink.ACCENT_SOFT));
            pen.fillRect(from, top + GAP, Math.max(1, x(until) - from), height - 2 * GAP);
            pen.setFill(ink(Ink.ACCENT));
            for (double at : model.wakeUps()) {
                pen.fillRect(x(at), top + GAP, 1, height - 2 * GAP);
            }
        }
    }
}
