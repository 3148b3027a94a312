package dev.porthole.app.lab.trigger;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabRun;
import dev.porthole.app.lab.question.Question;
import dev.porthole.app.lab.question.QuestionViewModel.Phase;
import dev.porthole.app.text.Phrase;
import dev.porthole.lab.LabSupport;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.system.Errno;
import dev.porthole.lab.trigger.Act;
import dev.porthole.lab.trigger.Action;
import dev.porthole.lab.trigger.Guide;
import dev.porthole.lab.trigger.GuidedStep;
import dev.porthole.lab.trigger.Outcome;
import dev.porthole.lab.trigger.Outcome.Answer;
import dev.porthole.lab.trigger.Watcher;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** One socket and its watchers: guided step by step or played with freely, on the kernel or on the model. */
public final class TriggerViewModel {

    /** How many rows are shown; older ones leave. */
    static final int MOST_ROWS = 200;

    private final LabFrame frame;
    private final ObjectProperty<Act> act = new SimpleObjectProperty<>(Act.READING);
    private final ObjectProperty<Evidence> evidence =
            new SimpleObjectProperty<>(LabSupport.kernel() ? Evidence.KERNEL : Evidence.MODEL);
    private final ObservableList<TriggerRow> rows = FXCollections.observableArrayList();
    private final ObservableList<TriggerRow> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyIntegerWrapper unread = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper resettable = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper full = new ReadOnlyBooleanWrapper();
    private final ReadOnlyIntegerWrapper stepsDone = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper free = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Phrase> finding = new ReadOnlyObjectWrapper<>();
    private final WakeUps wakeUps = new WakeUps();
    private @Nullable TriggerWork work;
    private int waits;
    private int pending;

    /** The first act, with nothing done yet. */
    public TriggerViewModel(LabFrame frame) {
        this.frame = frame;
        act.subscribe((before, chosen) -> {
            if (!chosen.modelled()) {
                evidence.set(Evidence.KERNEL);
            }
            reset();
        });
        evidence.subscribe((before, chosen) -> reset());
    }

    /** What is shown; choosing another act begins anew. */
    public ObjectProperty<Act> actProperty() {
        return act;
    }

    /** What answers, the kernel or the model; choosing the other begins anew. */
    public ObjectProperty<Evidence> evidenceProperty() {
        return evidence;
    }

    /** Whether this computer can show an act at all. */
    public static boolean available(Act act) {
        return LabSupport.kernel() || act.modelled();
    }

    /** Does something, after which the guided steps begin anew. */
    public void perform(Action action) {
        frame.question().clear();
        free.set(true);
        finding.set(null);
        pending++;
        TriggerWork begun = begun();
        begun.perform(action, outcomes -> {
            if (begun.equals(work)) {
                pending--;
                outcomes.forEach(each -> show(each, "lab.trigger.row.wait"));
            }
        });
    }

    /** The next guided step, or the question that belongs before it; from the beginning after the last. */
    public void step() {
        if (pending > 0) {
            return;
        }
        Phase phase = frame.question().phaseProperty().get();
        if (phase == Phase.ASKED || phase == Phase.READY) {
            // Only a vote or a skip brings it on.
            frame.question().run();
            return;
        }
        Question running = frame.question().questionProperty().get();
        if (phase == Phase.RUN && running != null) {
            answer(running);
            return;
        }
        if (free.get() || stepsDone.get() == act.get().steps().size()) {
            reset();
        }
        Question asked = TriggerQuestions.before(next());
        if (asked == null) {
            frame.question().clear();
            runStep();
        } else {
            frame.ask(asked, this::runStep);
        }
    }

    /** A question of the lesson: goes on to the step that answers it, from the beginning if that has been passed. */
    private void answer(Question question) {
        for (Act each : Act.values()) {
            List<GuidedStep> steps = each.steps();
            for (int i = 0; i < steps.size(); i++) {
                if (TriggerQuestions.isAbout(question, steps.get(i)) && available(each)) {
                    goTo(each, i + 1);
                    return;
                }
            }
        }
        runStep();
    }

    private void goTo(Act wanted, int steps) {
        act.set(wanted);
        if (free.get() || stepsDone.get() >= steps) {
            reset();
        }
        for (int i = stepsDone.get(); i < steps; i++) {
            runStep();
        }
    }

    private void runStep() {
        pending++;
        TriggerWork begun = begun();
        begun.step(result -> {
            if (begun.equals(work)) {
                pending--;
                show(result);
            }
        });
    }

    private TriggerWork begun() {
        TriggerWork now = work;
        if (now == null) {
            TriggerWork begun = new TriggerWork(frame, act.get(), evidence.get());
            work = begun;
            begun.run().stateProperty().subscribe((before, state) -> ended(begun, state));
            return begun;
        }
        return now;
    }

    /** Ended by the frame, or by something that went wrong: what is shown stays, what comes next begins anew. */
    private void ended(TriggerWork ended, LabRun.State state) {
        if (ended.equals(work)) {
            work = null;
            pending = 0;
            free.set(true);
            if (state == LabRun.State.FAILED) {
                finding.set(ended.run().problem());
            }
        }
    }

    private void show(Guide.Result result) {
        result.outcomes().forEach(each -> show(each, "lab.trigger.row." + result.step().name()));
        stepsDone.set(stepsDone.get() + 1);
        finding.set(new Phrase(result.finding(), result.arguments()));
        if (pending == 0) {
            frame.question().explain();
        }
    }

    private void show(Outcome outcome, String after) {
        if (outcome.action() instanceof Action.Wait) {
            waits++;
            rows.add(new TriggerRow.Told(waits, Phrase.of(after), outcome.answers()));
            outcome.answers().stream().filter(each -> each.reason().told()).map(Answer::watcher)
                    .forEach(wakeUps::add);
        } else {
            Action action = outcome.action();
            rows.add(new TriggerRow.Done(new Phrase(action.key(), action.arguments()), words(outcome.results())));
        }
        if (rows.size() > MOST_ROWS) {
            rows.removeFirst();
        }
        switch (outcome.action()) {
            case Action.Fill fill -> full.set(true);
            case Action.PeerReads(int parts) when parts == 1 -> full.set(false);
            case Action.Connect connect -> full.set(false);
            default -> {
                // Changes nothing about the room to write.
            }
        }
        unread.set(outcome.unread());
        open.set(outcome.open());
        resettable.set(outcome.resettable());
    }

    private static String words(List<Integer> results) {
        return results.stream()
                .map(each -> each < 0 ? Errno.name(-each) : String.format("%,d", each))
                .collect(Collectors.joining(", "));
    }

    /** Ends what runs and shows nothing. */
    public void reset() {
        // A question that has just been let run is the reason for a new beginning, not a part of the old one.
        if (pending > 0 || frame.question().phaseProperty().get() != Phase.RUN) {
            frame.question().clear();
        }
        TriggerWork ending = work;
        work = null;
        if (ending != null) {
            ending.run().close();
        }
        pending = 0;
        waits = 0;
        rows.clear();
        wakeUps.clear();
        unread.set(0);
        open.set(true);
        resettable.set(true);
        full.set(false);
        stepsDone.set(0);
        free.set(false);
        finding.set(null);
    }

    /** The guided step that comes next; after the last one the first. */
    public GuidedStep next() {
        List<GuidedStep> steps = act.get().steps();
        return steps.get(stepsDone.get() % steps.size());
    }

    /** What was done and told, the first first. */
    public ObservableList<TriggerRow> rows() {
        return shownRows;
    }

    /** Bytes that wait to be read. */
    public ReadOnlyIntegerProperty unreadProperty() {
        return unread.getReadOnlyProperty();
    }

    /** Whether the peer can still send. */
    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /** Whether the peer can still reset. */
    public ReadOnlyBooleanProperty resettableProperty() {
        return resettable.getReadOnlyProperty();
    }

    /** Whether the server has written all that the kernel takes, and the peer has not read all of it. */
    public ReadOnlyBooleanProperty fullProperty() {
        return full.getReadOnlyProperty();
    }

    /** How many guided steps have been done. */
    public ReadOnlyIntegerProperty stepsDoneProperty() {
        return stepsDone.getReadOnlyProperty();
    }

    /** Whether something else was done than the guided steps. */
    public ReadOnlyBooleanProperty freeProperty() {
        return free.getReadOnlyProperty();
    }

    /** What is to be learnt from the last step, or what went wrong; null for nothing. */
    public ReadOnlyObjectProperty<@Nullable Phrase> findingProperty() {
        return finding.getReadOnlyProperty();
    }

    /** How often a watcher was told something. */
    public ReadOnlyIntegerProperty wakeUpsProperty(Watcher watcher) {
        return wakeUps.of(watcher);
    }
}
