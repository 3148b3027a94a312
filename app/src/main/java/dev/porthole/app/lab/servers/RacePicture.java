package dev.porthole.app.lab.servers;

import dev.porthole.app.lab.EventWords;
import dev.porthole.app.lab.measure.Ink;
import dev.porthole.app.lab.measure.InkCanvas;
import dev.porthole.app.text.Messages;
import dev.porthole.lab.servers.ServerModel;
import dev.porthole.lab.servers.SlowClientRace;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Four servers, each with the bars of its six clients, on one axis of time. */
final class RacePicture extends InkCanvas {

    private static final double NAMES = 184;
    private static final double VALUES = 72;
    private static final double AXIS = 20;
    private static final double GAP = 12;
    private static final double LEAST = 2_000;
    private static final double STEP = 500;
    private static final double TICK = 3;
    private static final double LINE = 16;
    private static final int BARS = 1 + SlowClientRace.FAST_CLIENTS;
    private static final double HIGHEST_BAR = 18;

    private final RaceViewModel model;
    private final Messages messages;
    private final ObservableBooleanValue running;
    private double end = LEAST;

    RacePicture(RaceViewModel model, Messages messages, ObservableBooleanValue running) {
        this.model = model;
        this.messages = messages;
        this.running = running;
        model.changesProperty().subscribe(this::draw);
        messages.languageProperty().subscribe(this::draw);
    }

    @Override
    protected void paint(GraphicsContext pen) {
        boolean waits = running.get() && model.waiting();
        end = Math.max(LEAST, waits ? model.now() : 0);
        for (ServerModel each : ServerModel.values()) {
            end = Math.max(end, Double.isNaN(model.lane(each).slow()) ? 0 : model.lane(each).slow());
            for (int i = 0; i < SlowClientRace.FAST_CLIENTS; i++) {
                end = Math.max(end, Double.isNaN(model.lane(each).fast(i)) ? 0 : model.lane(each).fast(i));
            }
        }
        double band = (getHeight() - AXIS) / ServerModel.values().length;
        double bar = Math.clamp((band - GAP) / BARS, 4, HIGHEST_BAR);
        paintAxis(pen);
        double top = AXIS;
        for (ServerModel each : ServerModel.values()) {
            paintServer(pen, each, top, bar, waits);
            top += Math.min(band, BARS * HIGHEST_BAR + GAP * 2);
        }
    }

    private double x(double millis) {
        return NAMES + (getWidth() - NAMES - VALUES) * millis / end;
    }

    private void paintAxis(GraphicsContext pen) {
        pen.setStroke(ink(Ink.GRID));
        pen.setLineWidth(1);
        for (double at = 0; at <= end; at += STEP) {
            double x = Math.floor(x(at)) + 0.5;
            pen.strokeLine(x, AXIS, x, getHeight());
            write(pen, at == 0 ? "0" : EventWords.measured(at, "ms"), NUMBERS, Ink.QUIET,
                    at == 0 ? TextAlignment.LEFT : TextAlignment.CENTER, x, AXIS / 2);
        }
    }

    private void paintServer(GraphicsContext pen, ServerModel server, double top, double bar, boolean waits) {
        RaceViewModel.Lane lane = model.lane(server);
        pen.setStroke(ink(Ink.GRID));
        pen.strokeLine(0, Math.floor(top) + 0.5, getWidth(), Math.floor(top) + 0.5);
        double first = top + GAP / 2;
        write(pen, messages.get("lab.servers.model." + server.name()), HEADING, Ink.TEXT, TextAlignment.LEFT,
                0, first + LINE / 2);
        if (lane.threads() > 0) {
            write(pen, messages.get("lab.servers.threads", lane.threads()), WORDS, Ink.QUIET, TextAlignment.LEFT,
                    0, first + LINE * 1.5);
        }
        paintSlow(pen, lane, first, bar, waits);
        for (int i = 0; i < SlowClientRace.FAST_CLIENTS; i++) {
            paintFast(pen, lane, i, first + (i + 1) * bar, bar, waits);
        }
    }

    private void paintSlow(GraphicsContext pen, RaceViewModel.Lane lane, double top, double bar, boolean waits) {
        boolean done = !Double.isNaN(lane.slow());
        if (lane.bytes().isEmpty()) {
            return;
        }
        double until = done ? lane.slow() : waits ? model.now() : lane.bytes().getLast();
        paintBar(pen, 0, until, top, bar, Ink.ATTENTION_SOFT);
        pen.setFill(ink(Ink.ATTENTION));
        for (double at : lane.bytes()) {
            pen.fillRect(x(at), top + 1, TICK, Math.max(1, bar - 2));
        }
        if (done) {
            write(pen, EventWords.measured(lane.slow(), "ms"), NUMBERS, Ink.ATTENTION,
                    TextAlignment.LEFT, x(until) + TICK * 2, top + bar / 2);
        }
    }

    private void paintFast(
            GraphicsContext pen, RaceViewModel.Lane lane, int client, double top, double bar, boolean waits) {
        double took = lane.fast(client);
        double began = model.fastBegan();
        boolean done = !Double.isNaN(took);
        if (Double.isNaN(began) || !done && !waits) {
            return;
        }
        double until = done ? began + took : Math.max(began, model.now());
        boolean late = !done || took > SlowClientRace.SLOW_PAUSE_MILLIS;
        paintBar(pen, began, until, top, bar, late ? Ink.DANGER : Ink.SUCCESS);
        if (done) {
            write(pen, EventWords.measured(took, "ms"), NUMBERS, late ? Ink.DANGER : Ink.SUCCESS,
                    TextAlignment.LEFT, x(until) + TICK * 2, top + bar / 2);
        }
    }

    private void paintBar(GraphicsContext pen, double from, double until, double top, double bar, Ink ink) {
        pen.setFill(ink(ink));
        pen.fillRect(x(from), top + 1, Math.max(TICK, x(until) - x(from)), Math.max(1, bar - 2));
    }
}
