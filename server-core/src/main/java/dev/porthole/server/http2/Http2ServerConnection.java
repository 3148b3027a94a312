package dev.porthole.server.http2;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.http.Deadline;
import dev.porthole.server.http.HttpLimits;
import dev.porthole.server.http.HttpService;
import dev.porthole.server.http.OpenConnection;
import dev.porthole.server.transport.Closing;
import dev.porthole.server.transport.PieceWriter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which HTTP/2 is spoken: opens a stream for each request, and ends when nothing is asked for too
 * long. What a client can make grow is limited: streams at once, headers, and frames that cost work but no answer
 * (RFC 9113 section 10.5). For the connection's event loop only.
 */
public final class Http2ServerConnection extends ChannelInboundHandlerAdapter implements OpenConnection {

    private static final int MOST_STREAMS = 100;

    /** What each field counts besides its name and value (RFC 9113 section 6.5.2). */
    private static final int FIELD_OVERHEAD = 32;

    /** A client that asks and takes it back at once makes work for nothing (CVE-2023-44487). */
    private static final int MOST_RESETS = 200;
    private static final int RESET_SECONDS = 10;

    /** So long a client may take to close by itself, once everything is answered. */
    private static final Duration OWN_END = Duration.ofSeconds(1);

    private final HttpService service;
    private final long number;
    private final Channel channel;
    private final Deadline idle;
    private int requests;
    private int open;
    private boolean leaving;
    private long lastEndedNanos;
    private boolean lingering;
    private boolean outputEnded;
    private boolean inputEnded;
    private boolean inactive;
    private @Nullable CloseReason closeReason;

    private Http2ServerConnection(HttpService service, long number, Channel channel) {
        this.service = service;
        this.number = number;
        this.channel = channel;
        this.idle = new Deadline(channel.eventLoop(), this::expired);
    }

    /**
     * Has HTTP/2 spoken on a channel from now on; the handlers are added at the end of its pipeline.
     *
     * @param service what all connections of a run share
     * @param number the connection's, from 1
     * @param channel its socket, behind TLS
     * @return what stands for the connection from now on
     */
    public static Http2ServerConnection begin(HttpService service, long number, Channel channel) {
        Http2ServerConnection connection = new Http2ServerConnection(service, number, channel);
        HttpLimits limits = service.limits();
        // Twice what is accepted, so that what is a little too large is answered and not merely cut.
        long headers = 2L * (limits.requestLineBytes() + limits.headerSectionBytes())
                + (long) FIELD_OVERHEAD * limits.headerLines();
        Http2Settings settings = new Http2Settings()
                .maxConcurrentStreams(MOST_STREAMS)
                .maxHeaderListSize(headers);
        ChannelPipeline pipeline = channel.pipeline();
        FrameSizes sizes = new FrameSizes();
        pipeline.addLast(sizes);
        pipeline.addLast(Http2FrameCodecBuilder.forServer()
                .initialSettings(settings)
                .validateHeaders(true)
                .decoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESET_SECONDS)
                .gracefulShutdownTimeoutMillis(TimeUnit.SECONDS.toMillis(1))
                .build());
        pipeline.addLast(new Http2MultiplexHandler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                ContentFrames frames = new ContentFrames(stream);
                stream.pipeline().addLast(
                        frames, new PieceWriter(stream),
                        new RequestStream(service, connection, stream, frames, sizes));
            }
        }));
        pipeline.addLast(connection);
        return connection;
    }

    long number() {
        return number;
    }

    /** Counts a request; returns which of the connection's it is, from 1. */
    int nextRequest() {
        open++;
        idle.clear();
        return ++requests;
    }

    /** Its answer has been sent, or cut. */
    void requestEnded() {
        open--;
        if (open > 0) {
            return;
        }
        if (inactive) {
            ended();
        } else if (inputEnded) {
            channel.close();
        } else if (leaving) {
            linger();
        } else {
            lastEndedNanos = System.nanoTime();
            idle.set(service.limits().keepAlive());
        }
    }

    /**
     * Leaves it to the client to close now, for a second: there are clients that forget what they have received and not
     * handed on yet when they see the end of the connection (Java's), and after GOAWAY they close by themselves.
     */
    private void linger() {
        lingering = true;
        idle.set(OWN_END);
    }

    /**
     * Sends nothing any more, and reads on until the client has closed, too: what it still sends, if only that its
     * window has opened, would be answered by a reset, which can destroy the end of the answer (RFC 9112 section 9.6).
     */
    private void endOutput() {
        outputEnded = true;
        idle.set(service.limits().linger());
        Closing.endOutput(channel);
    }

    private void expired() {
        if (outputEnded) {
            channel.close();
        } else if (lingering) {
            endOutput();
        } else {
            leave(CloseReason.IDLE_TIMEOUT);
        }
    }

    /** Whether it was this side that has ended the connection, or is about to. */
    boolean isEndedByServer() {
        return closeReason != null && closeReason.by() == CloseReason.Party.SERVER;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        service.opened(number, this);
        if (service.isStopping()) {
            leave(CloseReason.SERVER_STOPPED);
        } else {
            idle.set(service.limits().firstByte());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        // Frames about the connection; those that ask for something, Netty has answered.
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (open == 0) {
                close(CloseReason.CLIENT_CLOSED);
            }
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Http2Exception) {
            // Netty sends GOAWAY with the right code and closes.
            tell(CloseReason.PROTOCOL_ERROR);
        } else if (cause instanceof IOException) {
            close(CloseReason.CLIENT_RESET);
        } else {
            close(CloseReason.SERVER_ERROR);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        inactive = true;
        tell(inputEnded ? CloseReason.CLIENT_CLOSED : CloseReason.CLIENT_RESET);
        idle.cancel();
        if (open == 0) {
            ended();
        }
        // Otherwise each stream still hears of it; the end is told after the last of them.
    }

    @Override
    public void closeIfIdle(CloseReason reason) {
        leave(reason);
    }

    /** Says that no more may be asked (RFC 9113 section 6.8), and closes when everything is answered. */
    private void leave(CloseReason reason) {
        leaving = true;
        tell(reason);
        boolean answeredJustNow = requests > 0 && System.nanoTime() - lastEndedNanos < OWN_END.toNanos();
        if (open == 0 && !answeredJustNow) {
            channel.close();
            return;
        }
        channel.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
        if (open == 0) {
            linger();
        }
    }

    @Override
    public void reset(CloseReason reason) {
        tell(reason);
        Closing.reset(channel);
    }

    private void close(CloseReason reason) {
        tell(reason);
        channel.close();
    }

    private void tell(CloseReason reason) {
        if (closeReason == null) {
            closeReason = reason;
        }
    }

    private void ended() {
        service.ended(number, closeReason == null ? CloseReason.CLIENT_CLOSED : closeReason);
    }
}
