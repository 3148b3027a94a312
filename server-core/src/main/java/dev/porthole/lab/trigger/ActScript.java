package dev.porthole.lab.trigger;

import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.Experiment;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.script.Script;

/**
 * An act from its first step to its last, on the kernel.
 *
 * @param act which one
 */
public record ActScript(Act act) implements Script {

    private static final int DESCRIPTORS = 8;

    @Override
    public String name() {
        return act.script();
    }

    @Override
    public Experiment experiment() {
        return Experiment.TRIGGER;
    }

    @Override
    public Evidence evidence() {
        return Evidence.KERNEL;
    }

    @Override
    public void run(LabSession session) {
        session.reserve(DESCRIPTORS);
        Guide guide = new Guide(session, TriggerExperiment.onKernel(session, act.watchers()), act);
        while (guide.hasNext()) {
            guide.step();
        }
    }
}
