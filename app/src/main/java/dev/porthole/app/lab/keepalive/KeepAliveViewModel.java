package dev.porthole.app.lab.keepalive;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.measure.RunViewModel;
import dev.porthole.app.lab.question.Question;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.keepalive.ByteRulerScript;
import dev.porthole.lab.keepalive.KeepAliveScript;
import dev.porthole.lab.script.Script;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Which of the two acts is shown, and its run. */
public final class KeepAliveViewModel {

    /** What can be shown. */
    public enum Act {
        /** The same page both ways. */
        FETCH,
        /** The length that counts characters. */
        RULER;

        private Script script() {
            return this == FETCH ? new KeepAliveScript() : new ByteRulerScript();
        }

        private Question question() {
            return this == FETCH
                    ? new Question("lab.keepalive.ask", ANSWERS, 1) : new Question("lab.ask.cut", ANSWERS, SECOND);
        }
    }

    private static final int ANSWERS = 3;
    private static final int SECOND = 2;

    private final RunViewModel run;
    private final FetchViewModel fetch = new FetchViewModel();
    private final RulerViewModel ruler = new RulerViewModel();
    private final ObjectProperty<Act> act = new SimpleObjectProperty<>(Act.FETCH);

    /** Nothing has run. */
    public KeepAliveViewModel(LabFrame frame) {
        run = new RunViewModel(frame, this::add);
        act.subscribe((before, now) -> {
            empty();
            if (!run.answers(now.question())) {
                predict();
            }
        });
    }

    /** Asks the class about what is shown. */
    public void predict() {
        run.ask(act.get().question(), this::start);
    }

    /** Does the next thing: stops what runs, or runs what is shown, or what the lesson has asked about. */
    public void step() {
        for (Act each : Act.values()) {
            if (run.answers(each.question())) {
                act.set(each);
            }
        }
        run.toggle(this::start);
    }

    /** Runs what is shown. */
    public void start() {
        fetch.clear();
        ruler.clear();
        run.start(act.get().script());
    }

    private void add(LabEvent event) {
        if (act.get() == Act.FETCH) {
            fetch.add(event);
        } else {
            ruler.add(event);
        }
    }

    /** Ends what runs and empties the stage. */
    public void reset() {
        empty();
        predict();
    }

    private void empty() {
        run.reset();
        fetch.clear();
        ruler.clear();
    }

    /** The first act. */
    public FetchViewModel fetch() {
        return fetch;
    }

    /** The second act. */
    public RulerViewModel ruler() {
        return ruler;
    }

    /** The run. */
    public RunViewModel run() {
        return run;
    }

    /** Which act is shown. */
    public ObjectProperty<Act> actProperty() {
        return act;
    }
}
