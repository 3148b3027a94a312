package dev.porthole.server.http2;

import dev.porthole.server.http.AnswerStream;
import dev.porthole.server.http.HttpService;
import dev.porthole.server.http.StreamExchange;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** One stream (RFC 9113 section 5): a request in, an answer out. For the connection's event loop only. */
final class RequestStream extends ChannelInboundHandlerAdapter implements AnswerStream {

    private final HttpService service;
    private final Http2ServerConnection connection;
    private final Channel channel;
    private final ContentFrames frames;
    private final FrameSizes sizes;
    private FrameSizes.@Nullable Count sent;
    private @Nullable StreamExchange exchange;
    private boolean resetByServer;

    RequestStream(
            HttpService service,
            Http2ServerConnection connection,
            Channel channel,
            ContentFrames frames,
            FrameSizes sizes) {
        this.service = service;
        this.connection = connection;
        this.channel = channel;
        this.frames = frames;
        this.sizes = sizes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            switch (message) {
                case Http2HeadersFrame headers -> headers(headers);
                case Http2DataFrame data -> data(data);
                default -> {
                    // A frame of an unknown type, which is ignored (section 5.5).
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void headers(Http2HeadersFrame frame) {
        StreamExchange open = exchange;
        if (open == null) {
            RequestFields fields = RequestFields.of(frame.headers());
            int stream = frame.stream().id();
            sent = sizes.begin(stream);
            open = new StreamExchange(
                    service, connection.number(), connection.nextRequest(), fields.head(), this, () -> {
                        sizes.end(stream);
                        connection.requestEnded();
                    });
            exchange = open;
            open.begin(fields.malformed(), frame.isEndStream());
        } else if (frame.isEndStream()) {
            // Trailers, which a static server has no use for.
            open.end();
        } else {
            open.malformed("trailers that do not end the request");
        }
    }

    private void data(Http2DataFrame frame) {
        StreamExchange open = exchange;
        if (open != null) {
            open.data(frame.content().readableBytes());
            if (frame.isEndStream()) {
                open.end();
            }
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame && exchange != null) {
            exchange.cut(false);
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange.cut(resetByServer || connection.isEndedByServer());
        }
    }

    /** A frame that may not stand here: Netty resets the stream with the right code when it hears of it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        resetByServer = true;
        context.fireExceptionCaught(cause);
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public void head(int status, String fields, long contentLength) {
        Http2Headers headers = new DefaultHttp2Headers(false).status(Integer.toString(status));
        int start = 0;
        for (int end = fields.indexOf("\r\n"); end >= 0; end = fields.indexOf("\r\n", start)) {
            int colon = fields.indexOf(':', start);
            headers.add(fields.substring(start, colon), fields.substring(colon + 2, end));
            start = end + 2;
        }
        frames.expect(contentLength);
        channel.write(new DefaultHttp2HeadersFrame(headers, contentLength == 0));
    }

    @Override
    public long sentBesideContent() {
        return sent == null ? 0 : sent.bytes();
    }

    @Override
    public void refuseRest() {
        reset(Http2Error.NO_ERROR);
    }

    @Override
    public void resetMalformed() {
        reset(Http2Error.PROTOCOL_ERROR);
    }

    @Override
    public void resetCut() {
        reset(Http2Error.INTERNAL_ERROR);
    }

    private void reset(Http2Error error) {
        resetByServer = true;
        frames.reset(error);
    }
}
