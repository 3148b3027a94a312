package dev.porthole.lab.keepalive;

import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.Experiment;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.script.Script;

/** The same page with connections that are closed, and with one that is kept. */
public final class KeepAliveScript implements Script {

    /** The script; it keeps nothing between its runs. */
    public KeepAliveScript() {}

    @Override
    public String name() {
        return "keep-alive";
    }

    @Override
    public Experiment experiment() {
        return Experiment.KEEPALIVE;
    }

    @Override
    public Evidence evidence() {
        return Evidence.LIVE;
    }

    @Override
    public void run(LabSession session) {
        new PageFetch(session).run();
    }
}
