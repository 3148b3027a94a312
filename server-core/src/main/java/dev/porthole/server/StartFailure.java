package dev.porthole.server;

/**
 * Why a server could not start, in a form that a window or a command line can put into words.
 *
 * @param kind what went wrong
 * @param subject what it went wrong with: a folder, or an address and port
 * @param detail the system's own words, for {@link Kind#OTHER}; may be empty
 */
public record StartFailure(Kind kind, String subject, String detail) {

    /** What can go wrong. */
    public enum Kind {
        /** The folder does not exist (any more). */
        FOLDER_MISSING,
        /** The path names something that is not a folder. */
        NOT_A_FOLDER,
        /** The folder may not be read by this user. */
        FOLDER_UNREADABLE,
        /** Another program (or another site) listens on the port. */
        PORT_IN_USE,
        /** The system lets only privileged programs listen on the port, as a rule below 1024. */
        PORT_NOT_PERMITTED,
        /** The address does not belong to this computer. */
        ADDRESS_NOT_AVAILABLE,
        /** This program has as many files and sockets open as the system allows. */
        TOO_MANY_OPEN_FILES,
        /** Anything else; see the detail. */
        OTHER
    }
}
