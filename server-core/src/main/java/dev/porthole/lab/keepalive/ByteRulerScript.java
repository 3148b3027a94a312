package dev.porthole.lab.keepalive;

import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.Experiment;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.script.Script;

/** An answer whose length counts characters, beside one whose length counts bytes. */
public final class ByteRulerScript implements Script {

    /** The script; it keeps nothing between its runs. */
    public ByteRulerScript() {}

    @Override
    public String name() {
        return "byte-ruler";
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
    public void run(LabSession session) throws InterruptedException {
        ByteRuler ruler = new ByteRuler(session);
        ruler.measure(NotFoundAnswer.ORIGIN);
        ruler.measure(NotFoundAnswer.FIXED);
    }
}
