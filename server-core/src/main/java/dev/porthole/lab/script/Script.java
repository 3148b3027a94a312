package dev.porthole.lab.script;

import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.system.StoppedException;

/** An experiment with every step decided before: it can run without anybody looking, and be recorded. */
public interface Script {

    /** {@return its name on the command line: lower case letters and hyphens, different from all others} */
    String name();

    /** {@return which experiment it belongs to} */
    Experiment experiment();

    /** {@return where its events come from on a computer where it can run} */
    Evidence evidence();

    /**
     * Runs it to its end, on the calling thread, which may block: not for an event loop or a UI thread. Everything it
     * opens it opens through the session.
     *
     * @param session to which everything that it opens belongs
     * @throws StoppedException if the session was closed meanwhile
     * @throws InterruptedException if the thread was interrupted
     */
    void run(LabSession session) throws InterruptedException;
}
