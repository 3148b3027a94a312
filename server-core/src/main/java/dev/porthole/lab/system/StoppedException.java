package dev.porthole.lab.system;

/** The session was closed while something in it was still going on. */
public final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The end of a session. */
    public StoppedException() {
        super("the session was stopped");
    }
}
