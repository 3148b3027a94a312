package dev.porthole.lab.trigger;

import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.trigger.Outcome.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * Leads through an act step by step, and says what is to be learnt from each step that came out as it
 * should.
 */
public final class Guide {

    private final LabSession session;
    private final TriggerExperiment experiment;
    private final List<GuidedStep> steps;
    private int done;

    /**
     * Before the first step.
     *
     * @param session told of each step
     * @param experiment where the steps are done
     * @param act whose steps they are
     */
    public Guide(LabSession session, TriggerExperiment experiment, Act act) {
        this.session = session;
        this.experiment = experiment;
        this.steps = act.steps();
    }

    /** {@return whether there is a step left} */
    public boolean hasNext() {
        return done < steps.size();
    }

    /** {@return the step that is done next} */
    public GuidedStep next() {
        return steps.get(done);
    }

    /**
     * What came of a step.
     *
     * @param step the step
     * @param outcomes what came of each of its actions
     * @param finding the key of what is to be learnt from it
     * @param arguments what fills the gaps of the finding
     */
    public record Result(GuidedStep step, List<Outcome> outcomes, String finding, List<Object> arguments) {
        /** Copies the lists. */
        public Result {
            outcomes = List.copyOf(outcomes);
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * Does the next step.
     *
     * @return what came of it
     */
    public Result step() {
        GuidedStep step = next();
        done++;
        List<Outcome> outcomes = new ArrayList<>();
        for (Action each : step.actions()) {
            outcomes.add(experiment.perform(each, "lab.trigger.row." + step.name()));
        }
        boolean asExpected = outcomes.getLast().answers().stream().allMatch(each -> isExpected(step, each));
        String finding = "lab.trigger.finding." + (asExpected ? step.name() : "otherwise");
        List<Object> bytes = outcomes.getFirst().results().stream().<Object>map(each -> each).limit(1).toList();
        session.finding(finding, bytes.toArray());
        return new Result(step, outcomes, finding, bytes);
    }

    private static boolean isExpected(GuidedStep step, Answer answer) {
        return step.expected().getOrDefault(answer.watcher(), 0) == answer.flags();
    }
}
