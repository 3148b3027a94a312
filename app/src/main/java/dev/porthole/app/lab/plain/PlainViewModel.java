package dev.porthole.app.lab.plain;

import dev.porthole.app.lab.EventBatch;
import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabRun;
import dev.porthole.app.lab.record.Recording;
import dev.porthole.app.lab.record.RecordingHeader;
import dev.porthole.app.lab.record.Recordings;
import dev.porthole.app.lab.record.UnreadableRecordingException;
import dev.porthole.app.text.Phrase;
import dev.porthole.app.text.Quantities;
import dev.porthole.lab.LabSupport;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.Script;
import java.io.IOException;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Runs the scripts of one experiment, one at a time, and keeps what they tell. */
public final class PlainViewModel {

    /** How many events are shown; older ones leave. */
    static final int MOST_EVENTS = 5_000;

    private final LabFrame frame;
    private final List<Script> scripts;
    private final ObjectProperty<@Nullable Script> script = new SimpleObjectProperty<>();
    private final ObservableList<LabEvent> events = FXCollections.observableArrayList();
    private final ObservableList<LabEvent> shownEvents = FXCollections.unmodifiableObservableList(events);
    private final ToldTable told = new ToldTable();
    private final ReadingTable readings = new ReadingTable();
    private final BooleanProperty recorded = new SimpleBooleanProperty();
    private final ReadOnlyLongWrapper lost = new ReadOnlyLongWrapper();
    private final ReadOnlyObjectWrapper<Phrase> state = new ReadOnlyObjectWrapper<>(Phrase.of("lab.state.ready"));
    private final ReadOnlyObjectWrapper<Evidence> evidence = new ReadOnlyObjectWrapper<>(Evidence.KERNEL);
    private final ReadOnlyObjectWrapper<@Nullable LabRun> run = new ReadOnlyObjectWrapper<>();

    /** Scripts to choose from, the first of them chosen. */
    public PlainViewModel(LabFrame frame, List<Script> scripts) {
        this.frame = frame;
        this.scripts = List.copyOf(scripts);
        script.subscribe(this::reset);
        recorded.subscribe(this::reset);
        script.set(scripts.isEmpty() ? null : scripts.getFirst());
    }

    /** What there is to choose from. */
    public List<Script> scripts() {
        return scripts;
    }

    /** Which one is chosen; choosing another one empties the stage. */
    public ObjectProperty<@Nullable Script> scriptProperty() {
        return script;
    }

    /** Whether the chosen one can run on this computer. */
    public boolean canRun() {
        Script chosen = script.get();
        return chosen != null && (chosen.evidence() != Evidence.KERNEL || LabSupport.kernel());
    }

    /** Whether a recording of the chosen one comes with the program. */
    public boolean hasRecording() {
        Script chosen = script.get();
        return chosen != null && Recordings.has(chosen.name());
    }

    /** Whether there is anything to start. */
    public boolean canStart() {
        return playsRecording() ? hasRecording() : canRun();
    }

    private boolean playsRecording() {
        return recorded.get() || script.get() != null && !canRun();
    }

    /** Whether the recording is asked for, though the script could run: for mishaps. */
    public BooleanProperty recordedProperty() {
        return recorded;
    }

    /** Runs the chosen script, or its recording, from the beginning, unless it runs already. */
    public void start() {
        Script chosen = script.get();
        if (chosen == null || !canStart() || run.get() != null) {
            return;
        }
        reset();
        state.set(Phrase.of("lab.state.running"));
        if (playsRecording()) {
            frame.threads().waiting().execute(() -> read(chosen));
        } else {
            follow(frame.run(chosen, this::add));
        }
    }

    private void read(Script chosen) {
        try {
            Recordings.read(chosen.name()).ifPresent(recording ->
                    frame.threads().ui().execute(() -> play(chosen, recording)));
        } catch (IOException unreadable) {
            Phrase problem = unreadable instanceof UnreadableRecordingException damaged
                    ? damaged.phrase() : Phrase.of("lab.run.failed", String.valueOf(unreadable));
            frame.threads().ui().execute(() -> state.set(problem));
        }
    }

    private void play(Script chosen, Recording recording) {
        // Meanwhile something else may have been chosen, or the lab left.
        if (!chosen.equals(script.get()) || !playsRecording() || run.get() != null
                || !state.get().equals(Phrase.of("lab.state.running"))) {
            return;
        }
        RecordingHeader header = recording.header();
        state.set(Phrase.of("lab.recording.where", header.os() + " " + header.kernel(),
                Quantities.dateTime(header.date())));
        follow(frame.play(recording, chosen.experiment(), this::add));
    }

    private void follow(LabRun begun) {
        run.set(begun);
        begun.stateProperty().subscribe((before, now) -> ended(begun, now));
    }

    private void ended(LabRun ended, LabRun.State now) {
        if (ended.equals(run.get())) {
            run.set(null);
            Phrase problem = ended.problem();
            if (problem != null) {
                state.set(problem);
            } else if (ended.evidence() != Evidence.RECORDED) {
                state.set(Phrase.of(now == LabRun.State.DONE ? "lab.state.done" : "lab.state.stopped"));
            }
        }
    }

    /** Ends it where it is. */
    public void stop() {
        LabRun running = run.get();
        if (running != null) {
            running.close();
        }
    }

    /** Ends it and shows nothing. */
    public void reset() {
        stop();
        events.clear();
        told.clear();
        readings.clear();
        lost.set(0);
        state.set(Phrase.of("lab.state.ready"));
        Script chosen = script.get();
        evidence.set(playsRecording() ? Evidence.RECORDED : chosen == null ? Evidence.KERNEL : chosen.evidence());
    }

    private void add(EventBatch batch) {
        lost.set(lost.get() + batch.lost());
        List<LabEvent> more = batch.events();
        for (LabEvent event : more) {
            switch (event) {
                case LabEvent.Told one -> told.add(one);
                case LabEvent.Reading one -> readings.add(one);
                default -> {
                    // Has no table.
                }
            }
        }
        int tooMany = events.size() + more.size() - MOST_EVENTS;
        if (tooMany >= events.size()) {
            events.setAll(more.subList(Math.max(0, more.size() - MOST_EVENTS), more.size()));
        } else {
            if (tooMany > 0) {
                events.remove(0, tooMany);
            }
            events.addAll(more);
        }
        lost.set(lost.get() + Math.max(0, tooMany));
    }

    /** What was told, the first first. */
    public ObservableList<LabEvent> events() {
        return shownEvents;
    }

    /** What the watchers were told. */
    public ToldTable told() {
        return told;
    }

    /** What was measured. */
    public ReadingTable readings() {
        return readings;
    }

    /** How many events are not shown because they were too many. */
    public ReadOnlyLongProperty lostProperty() {
        return lost.getReadOnlyProperty();
    }

    /** How far it has come, in words. */
    public ReadOnlyObjectProperty<Phrase> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What runs; null for nothing. */
    public ReadOnlyObjectProperty<@Nullable LabRun> runProperty() {
        return run.getReadOnlyProperty();
    }

    /** Where what is shown comes from. */
    public ReadOnlyObjectProperty<Evidence> evidenceProperty() {
        return evidence.getReadOnlyProperty();
    }
}
