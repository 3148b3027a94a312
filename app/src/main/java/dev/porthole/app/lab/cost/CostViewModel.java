package dev.porthole.app.lab.cost;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.measure.Measured;
import dev.porthole.app.lab.measure.RunViewModel;
import dev.porthole.app.lab.question.Question;
import dev.porthole.app.text.Phrase;
import dev.porthole.lab.cost.CostScript;
import dev.porthole.lab.cost.CostSeries;
import dev.porthole.lab.cost.ReadyCount;
import dev.porthole.lab.event.LabEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What was measured for each number of ready descriptors, and which of it is shown. */
public final class CostViewModel implements Measured {

    /** The three calls, in the order in which they are shown. */
    public static final List<String> CALLS = List.of("select", "poll", "epoll_wait");

    private static final Question IDLE = new Question("lab.ask.idle", 3, 3);
    private static final Question ALL_READY = new Question("lab.ask.all", 2, 1);

    private final RunViewModel run;
    private final ObjectProperty<ReadyCount> ready = new SimpleObjectProperty<>(ReadyCount.ONE);
    private final Map<CostSeries, NavigableMap<Double, Double>> points = new LinkedHashMap<>();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Phrase> machine = new ReadOnlyObjectWrapper<>();
    private boolean answering;

    /**
     * A row of the table.
     *
     * @param size how many descriptors
     * @param nanos what each of {@link #CALLS} took; NaN where it was not measured
     */
    public record Row(double size, List<Double> nanos) {

        /** Copies the times. */
        public Row {
            nanos = List.copyOf(nanos);
        }
    }

    /** Nothing measured yet. */
    public CostViewModel(LabFrame frame) {
        run = new RunViewModel(frame, this::add);
        ready.subscribe((before, now) -> {
            run.reset();
            changes.set(changes.get() + 1);
            if (!answering) {
                predict();
            }
        });
    }

    @Override
    public RunViewModel run() {
        return run;
    }

    @Override
    public void predict() {
        if (rows().isEmpty() && ready.get() == ReadyCount.ONE) {
            run.ask(IDLE, this::measure);
        } else if (rows().isEmpty() && ready.get() == ReadyCount.ALL) {
            run.ask(ALL_READY, this::measure);
        } else {
            run.forgetQuestion();
        }
    }

    @Override
    public void step() {
        answering = true;
        if (run.answers(ALL_READY)) {
            ready.set(ReadyCount.ALL);
        } else if (run.answers(IDLE)) {
            ready.set(ReadyCount.ONE);
        }
        answering = false;
        run.toggle(this::measure);
    }

    /** Measures what is chosen; its old values are forgotten. */
    public void measure() {
        CALLS.forEach(call -> points.remove(new CostSeries(call, ready.get())));
        changes.set(changes.get() + 1);
        run.start(CostScript.of(ready.get()));
    }

    private void add(LabEvent event) {
        if (event instanceof LabEvent.Reading reading) {
            CostSeries.named(reading.series()).ifPresent(series -> {
                points.computeIfAbsent(series, s -> new TreeMap<>()).put(reading.at(), reading.value());
                changes.set(changes.get() + 1);
            });
        } else if (event instanceof LabEvent.Step step && step.key().equals("lab.cost.machine")) {
            machine.set(Phrase.of(step.key(), step.arguments().toArray()));
        }
    }

    @Override
    public void reset() {
        run.reset();
        points.clear();
        changes.set(changes.get() + 1);
        predict();
    }

    /** The line of a call for the chosen number of ready descriptors: nanoseconds by number of descriptors. */
    public NavigableMap<Double, Double> line(String call) {
        return points.getOrDefault(new CostSeries(call, ready.get()), new TreeMap<>());
    }

    /** The table of what is shown. */
    public List<Row> rows() {
        TreeSet<Double> sizes = new TreeSet<>();
        CALLS.forEach(call -> sizes.addAll(line(call).keySet()));
        List<Row> rows = new ArrayList<>();
        for (double size : sizes) {
            rows.add(new Row(size, CALLS.stream().map(call -> line(call).getOrDefault(size, Double.NaN)).toList()));
        }
        return rows;
    }

    /** Whether the old figures stand beside the new: not before these are there, for they would tell the answer. */
    public boolean showsReference() {
        return ready.get() == ReadyCount.ONE && !line("epoll_wait").isEmpty();
    }

    /** How many descriptors are ready in what is shown. */
    public ObjectProperty<ReadyCount> readyProperty() {
        return ready;
    }

    /** Counts every change of what is shown. */
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** Which computer it was measured on; null before. */
    public ReadOnlyObjectProperty<@Nullable Phrase> machineProperty() {
        return machine.getReadOnlyProperty();
    }
}
