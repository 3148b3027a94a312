package dev.porthole.lab.script;

/** The program may not open as many descriptors as the experiment needs. */
public final class TooFewDescriptorsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** How many the experiment needs. */
    private final long wanted;
    /** How many are left to it. */
    private final long left;

    /**
     * Says how many are wanted and how many are left.
     *
     * @param wanted how many the experiment needs
     * @param left how many the limit of the process (RLIMIT_NOFILE, getrlimit(2)) leaves to it
     */
    public TooFewDescriptorsException(long wanted, long left) {
        super("the experiment needs " + wanted + " descriptors and " + left + " are left");
        this.wanted = wanted;
        this.left = left;
    }

    /** {@return how many the experiment needs} */
    public long wanted() {
        return wanted;
    }

    /** {@return how many are left to it} */
    public long left() {
        return left;
    }
}
