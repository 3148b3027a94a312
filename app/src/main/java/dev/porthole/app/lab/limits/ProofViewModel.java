package dev.porthole.app.lab.limits;

import dev.porthole.app.lab.EventBatch;
import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabRun;
import dev.porthole.app.text.Phrase;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.limits.Proof;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** One proof: whether it runs, the steps and calls it made, what is to be learnt. */
public final class ProofViewModel {

    private final LabFrame frame;
    private final Proof proof;
    private final ObservableList<LabEvent> lines = FXCollections.observableArrayList();
    private final ObservableList<LabEvent> shownLines = FXCollections.unmodifiableObservableList(lines);
    private final ReadOnlyObjectWrapper<@Nullable Phrase> finding = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper done = new ReadOnlyBooleanWrapper();
    private @Nullable LabRun run;

    ProofViewModel(LabFrame frame, Proof proof) {
        this.frame = frame;
        this.proof = proof;
    }

    /** What is proved. */
    public Proof proof() {
        return proof;
    }

    /** Proves it, from the beginning; nothing while it does so already. */
    public void start() {
        if (running.get()) {
            return;
        }
        reset();
        running.set(true);
        LabRun begun = frame.run(proof, this::add);
        run = begun;
        begun.stateProperty().subscribe((before, state) -> ended(begun, state));
    }

    private void ended(LabRun ended, LabRun.State state) {
        if (ended.equals(run)) {
            run = null;
            running.set(false);
            done.set(state == LabRun.State.DONE);
            if (state == LabRun.State.FAILED) {
                finding.set(ended.problem());
            }
        }
    }

    private void add(EventBatch batch) {
        for (LabEvent each : batch.events()) {
            switch (each) {
                case LabEvent.Step step -> lines.add(step);
                case LabEvent.Call call -> lines.add(call);
                case LabEvent.Finding found -> finding.set(
                        Phrase.of(found.key(), found.arguments().toArray()));
                default -> {
                    // A proof is read from its calls.
                }
            }
        }
    }

    /** Ends it and shows nothing. */
    void reset() {
        LabRun ending = run;
        run = null;
        if (ending != null) {
            ending.close();
        }
        running.set(false);
        done.set(false);
        lines.clear();
        finding.set(null);
    }

    /** The steps and the calls that were made, the first first. */
    public ObservableList<LabEvent> lines() {
        return shownLines;
    }

    /** What is to be learnt, or what went wrong; null before. */
    public ReadOnlyObjectProperty<@Nullable Phrase> findingProperty() {
        return finding.getReadOnlyProperty();
    }

    /** Whether it is being proved. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Whether it has come to its end. */
    public ReadOnlyBooleanProperty doneProperty() {
        return done.getReadOnlyProperty();
    }
}
