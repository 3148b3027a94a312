package dev.porthole.app.lab.measure;

import dev.porthole.app.lab.EventBatch;
import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabRun;
import dev.porthole.app.lab.question.Question;
import dev.porthole.app.lab.question.QuestionViewModel.Phase;
import dev.porthole.app.text.Phrase;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.Script;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Runs one script at a time for a stage: after a vote where something was asked, and with its state in words. */
public final class RunViewModel {

    private final LabFrame frame;
    private final Consumer<LabEvent> shown;
    private final ObservableList<Phrase> findings = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Phrase> state = new ReadOnlyObjectWrapper<>(Phrase.of("lab.state.ready"));
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final BooleanBinding locked;
    private @Nullable LabRun run;
    private boolean inView;

    /**
     * Nothing runs yet.
     *
     * @param shown told of each event on the thread of the window
     */
    public RunViewModel(LabFrame frame, Consumer<LabEvent> shown) {
        this.frame = frame;
        this.shown = shown;
        locked = Bindings.createBooleanBinding(
                () -> frame.question().phaseProperty().get() == Phase.ASKED, frame.question().phaseProperty());
    }

    /** Its stage has come into view, or gone out of it with its question. */
    public void setInView(boolean now) {
        inView = now;
        if (!now) {
            forgetQuestion();
        }
    }

    /** Asks something that a script then answers; it runs after a vote. What is out of view asks nothing. */
    public void ask(Question question, Runnable start) {
        if (inView) {
            frame.ask(question, start);
        }
    }

    /** Asks nothing any longer. */
    public void forgetQuestion() {
        frame.question().clear();
    }

    /** Whether this is what was asked last, by the stage itself or by the lesson, and is to be answered now. */
    public boolean answers(Question question) {
        return frame.question().phaseProperty().get() == Phase.RUN
                && question.equals(frame.question().questionProperty().get());
    }

    /** What the button does: stops what runs, or runs what was asked about, or starts. */
    public void toggle(Runnable start) {
        if (run != null) {
            stop();
            return;
        }
        switch (frame.question().phaseProperty().get()) {
            case ASKED -> {
                // First the prediction.
            }
            case READY -> frame.question().run();
            default -> start.run();
        }
    }

    /** Runs a script; what ran before is ended. */
    public void start(Script script) {
        stop();
        findings.clear();
        state.set(Phrase.of("lab.state.running"));
        LabRun begun = frame.run(script, this::add);
        run = begun;
        running.set(true);
        begun.stateProperty().subscribe((before, now) -> ended(begun, now));
    }

    private void add(EventBatch batch) {
        for (LabEvent event : batch.events()) {
            if (event instanceof LabEvent.Finding finding) {
                findings.add(Phrase.of(finding.key(), finding.arguments().toArray()));
            }
            shown.accept(event);
        }
    }

    private void ended(LabRun ended, LabRun.State now) {
        if (!ended.equals(run)) {
            return;
        }
        run = null;
        running.set(false);
        Phrase problem = ended.problem();
        state.set(problem != null ? problem
                : Phrase.of(now == LabRun.State.DONE ? "lab.state.done" : "lab.state.stopped"));
        if (now == LabRun.State.DONE) {
            frame.question().explain();
        }
    }

    /** Ends what runs, if anything does. */
    public void stop() {
        LabRun now = run;
        if (now != null) {
            now.close();
        }
    }

    /** Ends what runs and has nothing to say. */
    public void reset() {
        stop();
        findings.clear();
        state.set(Phrase.of("lab.state.ready"));
    }

    /** What is to be learnt from the last run. */
    public ObservableList<Phrase> findings() {
        return findings;
    }

    /** How far it has come, in words. */
    public ReadOnlyObjectProperty<Phrase> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Whether something runs. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Whether a prediction has to come first. */
    public BooleanBinding lockedBinding() {
        return locked;
    }
}
