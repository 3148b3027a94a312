package dev.porthole.lab.servers;

import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.Experiment;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.script.Script;

/** A client that reads slowly, and a server that asks for EPOLLOUT only as long as it must. */
public final class SlowReaderScript implements Script {

    /** The script; it keeps nothing between its runs. */
    public SlowReaderScript() {}

    @Override
    public String name() {
        return "slow-reader";
    }

    @Override
    public Experiment experiment() {
        return Experiment.SERVERS;
    }

    @Override
    public Evidence evidence() {
        return Evidence.KERNEL;
    }

    @Override
    public void run(LabSession session) throws InterruptedException {
        new SlowReader(session).run();
    }
}
