package dev.porthole.app.lab.trigger;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabRun;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.Experiment;
import dev.porthole.lab.trigger.Act;
import dev.porthole.lab.trigger.Action;
import dev.porthole.lab.trigger.Guide;
import dev.porthole.lab.trigger.Outcome;
import dev.porthole.lab.trigger.TriggerExperiment;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * An experiment under way: does one thing after the other on a thread of its session, and brings what came of it back
 * to the thread of the window.
 */
final class TriggerWork {

    private final LabFrame frame;
    private final LabRun run;
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();

    /** What the thread does next. */
    @FunctionalInterface
    private interface Task {
        void run(TriggerExperiment experiment, Guide guide);
    }

    TriggerWork(LabFrame frame, Act act, Evidence evidence) {
        this.frame = frame;
        run = frame.open(Experiment.TRIGGER, act.script(), evidence, batch -> { });
        run.session().start("trigger", () -> work(act, evidence));
    }

    private void work(Act act, Evidence evidence) throws InterruptedException {
        TriggerExperiment experiment = evidence == Evidence.MODEL
                ? TriggerExperiment.onModel(run.session(), act.watchers())
                : TriggerExperiment.onKernel(run.session(), act.watchers());
        Guide guide = new Guide(run.session(), experiment, act);
        while (!run.session().stopped()) {
            tasks.take().run(experiment, guide);
        }
    }

    /** Where its events come from and how far it has come. */
    LabRun run() {
        return run;
    }

    /** Does something; what has become impossible meanwhile is left out, with no outcome. */
    void perform(Action action, Consumer<List<Outcome>> done) {
        tasks.add((experiment, guide) -> {
            List<Outcome> outcomes =
                    experiment.possible(action) ? List.of(experiment.perform(action)) : List.of();
            frame.threads().ui().execute(() -> done.accept(outcomes));
        });
    }

    /** Does the next guided step. */
    void step(Consumer<Guide.Result> done) {
        tasks.add((experiment, guide) -> {
            Guide.Result result = guide.step();
            frame.threads().ui().execute(() -> done.accept(result));
        });
    }
}
