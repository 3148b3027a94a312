package dev.porthole.server.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** The ways to end a connection besides an ordinary close. For the channel's event loop only. */
public final class Closing {

    private Closing() {}

    /**
     * Tells the client that nothing more comes, by TLS where that is spoken and by TCP; reading goes on.
     *
     * @param channel of a connection, on its event loop
     */
    public static void endOutput(Channel channel) {
        DuplexChannel socket = (DuplexChannel) channel;
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            socket.shutdownOutput();
        } else {
            // What has been written has to leave before close_notify (RFC 8446 section 6.1), and that before the FIN.
            tls.closeOutbound().addListener(sent -> socket.shutdownOutput());
        }
    }

    /**
     * Resets the connection. No close_notify is sent: it would vouch for an answer that was cut.
     *
     * @param channel of a connection, on its event loop
     */
    public static void reset(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        channel.unsafe().close(channel.unsafe().voidPromise());
    }
}
