package dev.porthole.lab.program;

import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.Experiment;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.script.Script;
import java.util.List;

/** A script of the tutorial's programs. */
public final class ProgramScript implements Script {

    /** What it does. */
    @FunctionalInterface
    interface Play {
        void run(LabSession session) throws InterruptedException;
    }

    private static final int DESCRIPTORS = 100;

    private final String name;
    private final Play play;

    private ProgramScript(String name, Play play) {
        this.name = name;
        this.play = play;
    }

    /** {@return all of them, in the order in which they teach} */
    public static List<Script> all() {
        return List.of(
                new ProgramScript("origin-echo", session -> EchoScripts.talk(session, false)),
                new ProgramScript("fixed-echo", session -> EchoScripts.talk(session, true)),
                new ProgramScript("ghosts", EchoScripts::ghosts),
                new ProgramScript("unread", EchoScripts::unread),
                new ProgramScript("accept-one", EchoScripts::acceptOne),
                new ProgramScript("bit-test", EchoScripts::bitTest),
                new ProgramScript("drain-blocks", EchoScripts::drainBlocks),
                new ProgramScript("one-byte", EchoScripts::oneByte),
                new ProgramScript("origin-web", session -> WebScripts.browse(session, false)),
                new ProgramScript("fixed-web", session -> WebScripts.browse(session, true)),
                new ProgramScript("length", WebScripts::length),
                new ProgramScript("two-writes", WebScripts::twoWrites),
                new ProgramScript("halves", WebScripts::halves),
                new ProgramScript("short-write", WebScripts::shortWrite),
                new ProgramScript("traversal", WebScripts::traversal));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Experiment experiment() {
        return Experiment.PROGRAMS;
    }

    @Override
    public Evidence evidence() {
        return Evidence.KERNEL;
    }

    @Override
    public void run(LabSession session) throws InterruptedException {
        session.reserve(DESCRIPTORS);
        play.run(session);
    }
}
