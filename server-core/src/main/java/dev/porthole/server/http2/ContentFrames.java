package dev.porthole.server.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;

/** Puts the content of one answer into DATA frames (RFC 9113 section 6.1); the last of them ends the stream. */
final class ContentFrames extends ChannelOutboundHandlerAdapter {

    private final Channel stream;
    private long left;

    ContentFrames(Channel stream) {
        this.stream = stream;
    }

    /** Expects so many bytes. */
    void expect(long bytes) {
        left = bytes;
    }

    /** Ends the stream at once, before content that waits for its turn (RFC 9113 section 6.4). */
    void reset(Http2Error error) {
        ChannelHandlerContext context = stream.pipeline().context(this);
        if (context != null) {
            context.writeAndFlush(new DefaultHttp2ResetFrame(error));
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            left -= bytes.readableBytes();
            context.write(new DefaultHttp2DataFrame(bytes, left == 0), promise);
        } else {
            context.write(message, promise);
        }
    }
}
