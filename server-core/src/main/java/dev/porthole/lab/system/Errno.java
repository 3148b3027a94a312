package dev.porthole.lab.system;

import org.jspecify.annotations.Nullable;

/** Errors of Linux by their numbers, errno(3), which are the same on all its usual processors. */
public enum Errno {
    /** Not allowed; what epoll says of a regular file. */
    EPERM(1),
    /** No such file, or a descriptor that is not registered. */
    ENOENT(2),
    /** A signal came first. */
    EINTR(4),
    /** Not an open descriptor. */
    EBADF(9),
    /** Nothing there now, or no room now: try again when told. */
    EAGAIN(11),
    /** No permission. */
    EACCES(13),
    /** Already registered. */
    EEXIST(17),
    /** A wrong argument. */
    EINVAL(22),
    /** The program has too many descriptors. */
    EMFILE(24),
    /** Nobody reads any more. */
    EPIPE(32),
    /** Two of epoll's instances would wait for each other. */
    ELOOP(40),
    /** The address is taken. */
    EADDRINUSE(98),
    /** The peer has reset the connection. */
    ECONNRESET(104),
    /** Not connected. */
    ENOTCONN(107),
    /** It took too long. */
    ETIMEDOUT(110),
    /** Nobody listens there. */
    ECONNREFUSED(111),
    /** Under way. */
    EINPROGRESS(115);

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    /** {@return its number, greater than 0} */
    public int number() {
        return number;
    }

    /**
     * {@return the one with a number, or null for one that has no name here}
     *
     * @param number greater than 0, as errno(3) has it
     */
    public static @Nullable Errno of(int number) {
        for (Errno each : values()) {
            if (each.number == number) {
                return each;
            }
        }
        return null;
    }

    /**
     * {@return the name for a number, or the number itself for one that has no name here}
     *
     * @param number greater than 0, as errno(3) has it
     */
    public static String name(int number) {
        Errno known = of(number);
        return known == null ? "errno " + number : known.name();
    }

    /**
     * {@return whether a result of {@link Libc} is this error}
     *
     * @param result negative for an error
     */
    public boolean is(long result) {
        return result == -number;
    }
}
