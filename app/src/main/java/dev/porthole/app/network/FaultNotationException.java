package dev.porthole.app.network;

/** What was written is no rule for faults. */
public final class FaultNotationException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Part part;
    private final String written;

    /** The part of a rule that is wrong. */
    public enum Part {
        /** All of it: it is not {@code PATH=KIND}, or of no kind that there is. */
        RULE,
        /** The path. */
        PATH,
        /** How long it takes. */
        DELAY,
        /** The status of the error. */
        STATUS,
        /** When to ask again. */
        RETRY_AFTER,
        /** How much is sent. */
        CUT,
        /** How often it happens. */
        OFTEN
    }

    FaultNotationException(Part part, String written) {
        super(part + ": " + written);
        this.part = part;
        this.written = written;
    }

    /** The part that is wrong. */
    public Part part() {
        return part;
    }

    /** What stands there. */
    public String written() {
        return written;
    }
}
