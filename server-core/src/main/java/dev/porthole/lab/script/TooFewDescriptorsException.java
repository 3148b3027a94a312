package dev.porthole.lab.script;

/** The program may not open as many descriptors as the experiment needs. */
public final class TooFewDescriptorsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final long wanted;
    private final long left;

    /** Says how many are wanted and how many are left. */
    public TooFewDescriptorsException(long wanted, long left) {
        super("the experiment needs " + wanted + " descriptors and " + left + " are left");
        this.wanted = wanted;
        this.left = left;
    }

    /** How many the experiment needs. */
    public long wanted() {
        return wanted;
    }

    /** How many are left to it. */
    public long left() {
        return left;
    }
}
