package dev.porthole.lab.servers;

import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.Experiment;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.script.Script;

/** A slow client and five fast ones against four servers. */
public final class ServersScript implements Script {

    /** The script; it keeps nothing between its runs. */
    public ServersScript() {}

    @Override
    public String name() {
        return "servers";
    }

    @Override
    public Experiment experiment() {
        return Experiment.SERVERS;
    }

    @Override
    public Evidence evidence() {
        return Evidence.LIVE;
    }

    @Override
    public void run(LabSession session) throws InterruptedException {
        new SlowClientRace(session).run();
    }
}
