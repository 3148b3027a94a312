package dev.porthole.server.event;

import java.time.Instant;

/**
 * The server cannot accept a connection just now; it tries again by itself.
 *
 * @param at when
 * @param cause why
 * @param detail the system's own words; may be empty
 */
public record AcceptPaused(Instant at, Cause cause, String detail) implements ServerEvent {

    /** Why no connection could be accepted. */
    public enum Cause {
        /** This program has as many files and sockets open as the system allows (EMFILE, ENFILE). */
        TOO_MANY_OPEN_FILES,
        /** As many connections are open as the server allows. */
        TOO_MANY_CONNECTIONS,
        /** Anything else; see the detail. */
        OTHER
    }
}
