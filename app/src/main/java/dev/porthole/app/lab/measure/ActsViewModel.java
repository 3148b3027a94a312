package dev.porthole.app.lab.measure;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.lab.event.Evidence;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/** Which act of a stage is shown, and its run. */
public final class ActsViewModel implements Measured {

    private final List<Act> acts;
    private final RunViewModel run;
    private final ObjectProperty<Act> act;

    /** Shows the first of these acts; nothing has run. */
    public ActsViewModel(LabFrame frame, List<Act> acts) {
        this.acts = acts;
        act = new SimpleObjectProperty<>(acts.getFirst());
        run = new RunViewModel(frame, event -> act.get().story().add(event));
        act.subscribe((before, now) -> {
            empty();
            if (!run.answers(now.question())) {
                predict();
            }
        });
    }

    @Override
    public void predict() {
        run.ask(act.get().question(), this::start);
    }

    @Override
    public void step() {
        acts.stream().filter(each -> run.answers(each.question())).forEach(act::set);
        run.toggle(this::start);
    }

    /** Runs what is shown. */
    public void start() {
        clear();
        run.start(act.get().script().get());
    }

    @Override
    public void reset() {
        empty();
        predict();
    }

    private void empty() {
        run.reset();
        clear();
    }

    private void clear() {
        acts.forEach(each -> each.story().clear());
    }

    @Override
    public RunViewModel run() {
        return run;
    }

    /** What there is to choose from. */
    public List<Act> acts() {
        return acts;
    }

    /** Which act is shown. */
    public ObjectProperty<Act> actProperty() {
        return act;
    }

    /** Where what is shown comes from. */
    public ObservableValue<Evidence> evidence() {
        return act.map(now -> now.script().get().evidence());
    }
}
