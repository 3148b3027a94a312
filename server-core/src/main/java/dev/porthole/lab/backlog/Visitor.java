package dev.porthole.lab.backlog;

/**
 * A client before the door, at one moment.
 *
 * @param number in the order of arrival, from 1
 * @param port its own port; -1 before it knocks
 * @param place where it is
 * @param connectedAfter nanoseconds from its connect(2) until its connection was there; -1 if it is not
 */
public record Visitor(int number, int port, Place place, long connectedAfter) {

    /** Where a client is. */
    public enum Place {
        /** Its SYN is not answered; the kernel sends it again and again. */
        KNOCKING,
        /** For it the connection is there, but the program has not accepted it. */
        WAITING,
        /** The program has accepted it. */
        INSIDE,
        /** It was told that nobody listens. */
        REFUSED
    }
}
