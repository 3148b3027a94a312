package dev.porthole.lab.system;

/**
 * Descriptors that are watched together for something to read, through one of the three calls that the kernel has for
 * that. Its calls are not told, so that they can be measured. For one thread.
 */
public interface WatchSet {

    /** {@return the system call behind it} */
    String call();

    /**
     * Makes the call once, with no time to wait.
     *
     * @return how many are ready, or a negative {@link Errno}
     */
    int look();

    /** {@return which ones the last look found ready, in ascending order} */
    int[] ready();
}
