package dev.porthole.app.lab;

import dev.porthole.app.lab.code.CodeViewModel;
import dev.porthole.app.lab.glossary.GlossaryViewModel;
import dev.porthole.app.lab.question.Question;
import dev.porthole.app.lab.question.QuestionViewModel;
import dev.porthole.app.lab.record.Playback;
import dev.porthole.app.lab.record.Recording;
import dev.porthole.app.platform.Threads;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.Experiment;
import dev.porthole.lab.script.Script;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What the frame of the lab does for every stage. For the thread of the window, {@link #beat} excepted; needs no
 * window, so that a view model that uses it can be tested without one.
 */
public final class LabFrame {

    private final Threads threads;
    private final ClassTrace trace;
    private final QuestionViewModel question;
    private final CodeViewModel code = new CodeViewModel();
    private final GlossaryViewModel glossary = new GlossaryViewModel();
    private final List<LabRun> runs = new CopyOnWriteArrayList<>();

    /** A frame whose runs are kept in this trace. */
    public LabFrame(Threads threads, ClassTrace trace) {
        this.threads = threads;
        this.trace = trace;
        this.question = new QuestionViewModel(trace::add);
    }

    /** Where work is done that does not belong to a session. */
    public Threads threads() {
        return threads;
    }

    /**
     * Opens a session for something interactive. It runs until it is closed, at the latest when the stage is left.
     *
     * @param name what it is called in the trace of the class, such as {@code echo}
     * @param evidence where its events come from
     * @param shown told of its events on the thread of the window, at most 20 times a second, until it is closed
     */
    public LabRun open(Experiment experiment, String name, Evidence evidence, Consumer<EventBatch> shown) {
        ClassTrace.Run kept = trace.begin(experiment, name, evidence);
        LabRun run = new LabRun(threads, evidence, shown, kept::add);
        run.stateProperty().subscribe(state -> {
            if (state != LabRun.State.RUNNING) {
                runs.remove(run);
            }
        });
        runs.add(run);
        return run;
    }

    /** Runs a script in a session of its own, which ends with it. The rest is as for {@link #open}. */
    public LabRun run(Script script, Consumer<EventBatch> shown) {
        LabRun run = open(script.experiment(), script.name(), script.evidence(), shown);
        run.perform("script", () -> script.run(run.session()));
        return run;
    }

    /** Plays a recording at its own pace. The rest is as for {@link #open}. */
    public LabRun play(Recording recording, Experiment experiment, Consumer<EventBatch> shown) {
        LabRun run = open(experiment, recording.header().script(), Evidence.RECORDED, shown);
        run.perform("recording", () -> Playback.play(recording, run::tell));
        return run;
    }

    /**
     * Asks the class something. What is to be found out runs only after a vote was entered or the question skipped;
     * the stage then says {@link QuestionViewModel#explain} when the answer can be seen.
     */
    public void ask(Question asked, Runnable run) {
        question.ask(asked, run);
    }

    /** The bar at the bottom: its question, its votes, whether it has been explained. */
    public QuestionViewModel question() {
        return question;
    }

    /** The program at the right, and which line of it runs. */
    public CodeViewModel code() {
        return code;
    }

    /** The words of the lab: texts of a stage mark them with a TermText. */
    public GlossaryViewModel glossary() {
        return glossary;
    }

    /** Everything that was run and voted since the class began. */
    public ClassTrace trace() {
        return trace;
    }

    /** Ends whatever runs, within a second and without making the window wait. */
    public void closeRuns() {
        runs.forEach(LabRun::close);
    }

    /** Takes to the window what has happened meanwhile; on any thread but the window's. */
    public void beat() {
        runs.forEach(LabRun::deliver);
    }
}
