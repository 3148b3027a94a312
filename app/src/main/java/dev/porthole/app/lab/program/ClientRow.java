package dev.porthole.app.lab.program;

import dev.porthole.lab.program.ScriptedClient;
import org.jspecify.annotations.Nullable;

/**
 * A connection as both sides see it.
 *
 * @param name the client's name; empty for one that the lab did not make
 * @param client who can be told to do something; null for one that the lab did not make, or that is gone
 * @param number of the connection in the program, 0 if it is not accepted
 * @param descriptor of the program, -1 if it is not accepted
 * @param port of the client, -1 if it has none yet
 * @param unread bytes that the program has not read
 * @param place where it is
 */
public record ClientRow(
        String name, @Nullable ScriptedClient client, int number, int descriptor, int port, int unread, Place place) {

    /** Where a connection is. */
    public enum Place {
        /** Its request for a connection is not answered. */
        CONNECTING,
        /** In the kernel, not accepted by the program. */
        WAITING,
        /** Accepted by the program. */
        CONNECTED,
        /** Closed by the program, and not by the client. */
        LEFT,
        /** The client has gone, and the program has not closed. */
        GHOST
    }
}
