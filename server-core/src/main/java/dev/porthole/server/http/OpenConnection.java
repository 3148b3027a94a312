package dev.porthole.server.http;

import dev.porthole.server.conditions.Conditions;
import dev.porthole.server.event.CloseReason;
import io.netty.channel.Channel;

/** A connection of a running server, whatever is spoken on it. Its methods are for its event loop. */
public interface OpenConnection {

    /** {@return the socket} */
    Channel channel();

    /**
     * Ends the connection if nothing is being asked or answered; if something is, no more may be asked.
     *
     * @param reason what is told of the end
     */
    void closeIfIdle(CloseReason reason);

    /**
     * To be called when the client may seem to have another network.
     *
     * @param conditions what clients have now
     */
    default void conditionsChanged(Conditions conditions) {
        var _ = conditions.apply(channel());
    }

    /**
     * Ends the connection, whatever it is doing, so that a cut answer cannot be taken for a whole one.
     *
     * @param reason what is told of the end
     */
    void reset(CloseReason reason);
}
