package dev.porthole.server.http;

import io.netty.channel.Channel;

/**
 * What a connection speaks after it has left HTTP (RFC 9110 section 7.8). It takes its own handlers into the pipeline,
 * and when it wants the connection to end, it fires the {@link dev.porthole.server.event.CloseReason} as an event.
 * Called on the connection's event loop only.
 */
interface Upgraded {

    /** The switch has been announced: what is read from now on is no HTTP any more. */
    void begin(Channel channel, String httpHandler);

    /** Tells the client that the server is going to close. */
    void goAway();
}
