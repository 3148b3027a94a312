package dev.porthole.app.lab.servers;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.measure.RunViewModel;
import dev.porthole.app.lab.question.Question;
import dev.porthole.lab.LabSupport;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.Script;
import dev.porthole.lab.servers.ServersScript;
import dev.porthole.lab.servers.SlowReaderScript;
import java.util.function.LongSupplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/** Which of the two acts is shown, and its run. */
public final class ServersViewModel {

    /** What can be shown. */
    public enum Act {
        /** Four servers with a slow client each. */
        RACE,
        /** A client that reads slowly. */
        READER;

        private Script script() {
            return this == RACE ? new ServersScript() : new SlowReaderScript();
        }

        private Question question() {
            return this == RACE
                    ? new Question("lab.ask.fast", ANSWERS, SECOND) : new Question("lab.reader.ask", ANSWERS, SECOND);
        }
    }

    private static final int ANSWERS = 3;
    private static final int SECOND = 2;

    private final RunViewModel run;
    private final RaceViewModel race;
    private final ReaderViewModel reader = new ReaderViewModel();
    private final ObjectProperty<Act> act = new SimpleObjectProperty<>(Act.RACE);

    /**
     * Nothing has run.
     *
     * @param clock nanoseconds since any moment
     */
    public ServersViewModel(LabFrame frame, LongSupplier clock) {
        race = new RaceViewModel(clock);
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
        race.clear();
        reader.clear();
        run.start(act.get().script());
    }

    private void add(LabEvent event) {
        if (act.get() == Act.RACE) {
            race.add(event);
        } else {
            reader.add(event);
        }
    }

    /** Ends what runs and empties the stage. */
    public void reset() {
        empty();
        predict();
    }

    private void empty() {
        run.reset();
        race.clear();
        reader.clear();
    }

    /** Whether this computer has the kernel for the second act. */
    public boolean readerCanRun() {
        return LabSupport.kernel();
    }

    /** The first act. */
    public RaceViewModel race() {
        return race;
    }

    /** The second act. */
    public ReaderViewModel reader() {
        return reader;
    }

    /** The run. */
    public RunViewModel run() {
        return run;
    }

    /** Which act is shown. */
    public ObjectProperty<Act> actProperty() {
        return act;
    }

    /** Where what is shown comes from. */
    public ObservableValue<Evidence> evidence() {
        return act.map(now -> now.script().evidence());
    }
}
