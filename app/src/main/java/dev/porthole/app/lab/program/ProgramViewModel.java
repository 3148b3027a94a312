package dev.porthole.app.lab.program;

import dev.porthole.app.lab.EventBatch;
import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabRun;
import dev.porthole.app.lab.question.Question;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.program.GlassServer;
import dev.porthole.lab.program.ProgramExperiment;
import dev.porthole.lab.program.ProgramState;
import dev.porthole.lab.program.ProgramState.Phase;
import dev.porthole.lab.program.ScriptedClient;
import dev.porthole.lab.program.Switch;
import dev.porthole.lab.program.Switches;
import dev.porthole.lab.program.Trigger;
import dev.porthole.lab.program.Tutorial;
import dev.porthole.lab.script.Experiment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * One of the programs in the hands of a person. For the thread of the window; what may block is done by the
 * experiment's own threads.
 */
public final class ProgramViewModel {

    /** How many lines and how many calls are kept on the screen. */
    static final int MOST_LINES = 1_000;

    private static final long LOOKS_MILLIS = 50;
    private static final int CROWD = 10;
    private static final int AT_ONCE = 5;
    private static final Question GHOSTS = new Question("lab.programs.ask.ghosts", 3, 1);
    private static final Question DRAIN = new Question("lab.programs.ask.drain", 3, 2);

    private final LabFrame frame;
    private final ReadOnlyObjectWrapper<Tutorial> tutorial = new ReadOnlyObjectWrapper<>(Tutorial.ECHO);
    private final ReadOnlyObjectWrapper<Switches> switches = new ReadOnlyObjectWrapper<>(Tutorial.ECHO.origin());
    private final ReadOnlyObjectWrapper<ProgramPicture> picture = new ReadOnlyObjectWrapper<>(ProgramPicture.EMPTY);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper ended = new ReadOnlyStringWrapper("");
    private final ObservableList<String> lines = FXCollections.observableArrayList();
    private final ObservableList<LabEvent> calls = FXCollections.observableArrayList();
    private final Set<Question> asked = new HashSet<>();
    private @Nullable LabRun run;
    private @Nullable ProgramExperiment experiment;

    /** The first program as the tutorial has it, not started. */
    public ProgramViewModel(LabFrame frame) {
        this.frame = frame;
    }

    /** Shows its source beside the stage. */
    public void enter() {
        frame.code().show(tutorial.get() == Tutorial.ECHO ? "echo" : "web");
    }

    /** Takes the other program, as the tutorial has it; what runs ends. */
    public void choose(Tutorial chosen) {
        if (tutorial.get() != chosen) {
            reset();
            tutorial.set(chosen);
            switches.set(chosen.origin());
            enter();
        }
    }

    /** Puts all switches as the tutorial has them, or all of them right; what runs goes on with that. */
    public void preset(boolean fixed) {
        change(fixed ? tutorial.get().fixed() : tutorial.get().origin());
    }

    /** Puts a switch on or off, also while the program runs. */
    public void put(Switch which, boolean on) {
        Switches next = switches.get().with(which, on);
        boolean drainAlone = which == Switch.DRAIN && on && !next.on(Switch.NON_BLOCKING);
        if (drainAlone && running.get()) {
            ask(DRAIN, () -> change(next));
        } else {
            change(next);
        }
    }

    /** Takes another trigger. */
    public void trigger(Trigger trigger) {
        change(switches.get().with(trigger));
    }

    /** Takes another size of recv(2). */
    public void receiveSize(int size) {
        change(switches.get().withReceiveSize(Math.max(1, size)));
    }

    /** Takes another argument of listen(2). */
    public void backlog(int places) {
        change(switches.get().withBacklog(Math.max(0, places)));
    }

    private void change(Switches next) {
        if (!next.equals(switches.get())) {
            switches.set(next);
            if (experiment != null) {
                experiment.change(next);
            }
        }
    }

    /** A class is asked the first time; then it knows. */
    private void ask(Question question, Runnable then) {
        if (asked.add(question)) {
            frame.ask(question, then);
        } else {
            then.run();
        }
    }

    /**
     * Starts the program, unless it runs.
     *
     * @param port of the loopback address; 0 for any that is free
     */
    public void start(int port) {
        if (run != null) {
            return;
        }
        clear();
        LabRun begun = frame.open(
                Experiment.PROGRAMS, tutorial.get() == Tutorial.ECHO ? "echo" : "web", Evidence.KERNEL, this::add);
        ProgramExperiment started =
                new ProgramExperiment(begun.session(), tutorial.get(), switches.get(), port);
        run = begun;
        experiment = started;
        running.set(true);
        begun.stateProperty().subscribe((before, now) -> stopped(begun));
        started.start();
        begun.session().start("watch", () -> watch(begun, started));
    }

    /** Looks at the program at most 20 times a second, as long as its session lasts. */
    private void watch(LabRun watched, ProgramExperiment program) throws InterruptedException {
        ProgramPicture last = ProgramPicture.EMPTY;
        while (true) {
            ProgramPicture now = ProgramPicture.of(program);
            if (!now.equals(last)) {
                last = now;
                frame.threads().ui().execute(() -> show(watched, now));
            }
            TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
        }
    }

    private void show(LabRun watched, ProgramPicture now) {
        if (watched.equals(run)) {
            picture.set(now);
            now.state().ifPresent(this::show);
        }
    }

    private void show(ProgramState state) {
        switch (state.phase()) {
            case WAITING -> frame.code().mark("epoll_wait");
            case BLOCKED -> {
                frame.code().mark(state.call());
                if (asked.contains(DRAIN)) {
                    frame.question().explain();
                }
            }
            case ENDED -> {
                ended.set(state.ended());
                LabRun over = run;
                if (over != null) {
                    over.close();
                }
            }
            default -> {
                // The last call is marked.
            }
        }
    }

    private void stopped(LabRun over) {
        if (over.equals(run)) {
            run = null;
            experiment = null;
            running.set(false);
            picture.set(ProgramPicture.EMPTY);
            frame.code().mark("");
        }
    }

    /** Ends the program. */
    public void stop() {
        LabRun now = run;
        if (now != null) {
            now.close();
        }
    }

    /** Ends the program, shows nothing, and puts the switches as the tutorial has them. */
    public void reset() {
        stop();
        clear();
        asked.clear();
        frame.question().clear();
        switches.set(tutorial.get().origin());
    }

    private void clear() {
        lines.clear();
        calls.clear();
        ended.set("");
    }

    private void add(EventBatch batch) {
        List<String> printed = new ArrayList<>();
        List<LabEvent> made = new ArrayList<>();
        for (LabEvent event : batch.events()) {
            switch (event) {
                case LabEvent.Line line -> printed.add(line.text());
                case LabEvent.Call call -> {
                    made.add(call);
                    if (call.thread().equals(GlassServer.THREAD)) {
                        frame.code().mark(call.name());
                    }
                }
                case LabEvent.Step step -> made.add(step);
                default -> {
                    // Measured times are told in the scenes.
                }
            }
        }
        append(lines, printed);
        append(calls, made);
    }

    private static <T> void append(ObservableList<T> list, List<T> more) {
        int keep = Math.max(0, MOST_LINES - more.size());
        if (list.size() > keep) {
            list.remove(0, list.size() - keep);
        }
        list.addAll(more.subList(Math.max(0, more.size() - MOST_LINES), more.size()));
    }

    private void with(Consumer<ProgramExperiment> work) {
        ProgramExperiment now = experiment;
        if (now != null) {
            work.accept(now);
        }
    }

    /** A client connects. */
    public void addClient() {
        with(ProgramExperiment::add);
    }

    /** Five clients connect as one edge. */
    public void addAtOnce() {
        with(program -> program.addAtOnce(AT_ONCE));
    }

    /** Ten clients come, say bye and hang up. */
    public void sayByes() {
        Switches now = switches.get();
        boolean origin = tutorial.get() == Tutorial.ECHO && now.trigger() == Trigger.EDGE && !now.on(Switch.DRAIN);
        Runnable byes = () -> with(program -> program.sayByeAndHangUp(CROWD).thenAccept(
                end -> frame.threads().ui().execute(() -> frame.question().explain())));
        if (origin) {
            ask(GHOSTS, byes);
        } else {
            byes.run();
        }
    }

    /** A client that reads slowly asks for a big file. */
    public void addSlowReader() {
        with(ProgramExperiment::addSlowReader);
    }

    /** Tells a client to do something. */
    public void perform(ScriptedClient client, ProgramExperiment.Action action) {
        with(program -> program.perform(client, action));
    }

    /** Closes the gate or opens it. */
    public void gate(boolean closed) {
        with(closed ? ProgramExperiment::closeGate : ProgramExperiment::openGate);
    }

    /** Frees the loop: from the call that it sleeps in, or from the guard that stopped it. */
    public void free() {
        boolean blocked = picture.get().state().map(state -> state.phase() == Phase.BLOCKED).orElse(false);
        with(blocked ? ProgramExperiment::unblock : ProgramExperiment::carryOn);
    }

    /** Which program. */
    public ReadOnlyObjectProperty<Tutorial> tutorialProperty() {
        return tutorial.getReadOnlyProperty();
    }

    /** How it is built. */
    public ReadOnlyObjectProperty<Switches> switchesProperty() {
        return switches.getReadOnlyProperty();
    }

    /** How it is now. */
    public ReadOnlyObjectProperty<ProgramPicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /** Whether it runs. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** The error it ended with; empty for none. */
    public ReadOnlyStringProperty endedProperty() {
        return ended.getReadOnlyProperty();
    }

    /** What it has printed. */
    public ObservableList<String> lines() {
        return lines;
    }

    /** The system calls, and what was done between them. */
    public ObservableList<LabEvent> calls() {
        return calls;
    }
}
