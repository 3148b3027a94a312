package dev.porthole.server.transport;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import java.util.Map;

/** The end of a channel's pipeline where its socket is, and what the transport itself has put there. */
public final class SocketEnd {

    private SocketEnd() {}

    /**
     * Adds a handler next to the socket, but behind what belongs to the transport. On the channel's event loop.
     *
     * @param pipeline of a connection
     * @param handler what is added
     */
    public static void addBehind(ChannelPipeline pipeline, ChannelHandler handler) {
        String last = null;
        for (Map.Entry<String, ChannelHandler> each : pipeline) {
            if (each.getValue() instanceof FilePartCopier || each.getValue() instanceof SocketTraffic) {
                last = each.getKey();
            }
        }
        if (last == null) {
            pipeline.addFirst(handler);
        } else {
            pipeline.addAfter(last, null, handler);
        }
    }
}
