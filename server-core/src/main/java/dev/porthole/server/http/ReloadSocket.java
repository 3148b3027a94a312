package dev.porthole.server.http;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.reload.LiveReload;
import dev.porthole.server.reload.LiveReload.Knowledge;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket by which an open page is told of changes (RFC 6455). The page says nothing; what it knows stands in the
 * query of its request.
 */
final class ReloadSocket extends ChannelInboundHandlerAdapter implements Upgraded, LiveReload.Page {

    private static final int LARGEST_FRAME = 1024;

    /** So many pings without a sign of life, and it is gone: a phone that has left the network says nothing more. */
    private static final int MOST_UNANSWERED = 2;

    private static final long LONGEST_AGE_MILLIS = Duration.ofDays(1).toMillis();

    private final LiveReload reload;
    private final Knowledge known;
    private final Duration ping;
    private volatile @Nullable Channel channel;
    private @Nullable Future<?> pings;
    private int unanswered;

    private ReloadSocket(LiveReload reload, Knowledge known, Duration ping) {
        this.reload = reload;
        this.known = known;
        this.ping = ping;
    }

    /**
     * The page with which the socket begins.
     *
     * @param ping how often the client is asked for a sign of life
     */
    static OwnPage page(LiveReload reload, Duration ping) {
        return request -> WebSocketHandshake.answer(request, new ReloadSocket(reload, knowledge(request), ping));
    }

    private static Knowledge knowledge(Request request) {
        RequestTarget target = request.target();
        String query = target == null || target.query() == null ? "" : target.query();
        String run = null;
        long number = 0;
        long age = 0;
        boolean frame = false;
        for (String parameter : query.split("&")) {
            String value = parameter.substring(parameter.indexOf('=') + 1);
            switch (parameter.substring(0, parameter.length() - value.length())) {
                case "run=" -> run = value;
                case "number=" -> number = number(value);
                case "age=" -> age = Math.min(number(value), LONGEST_AGE_MILLIS);
                case "frame=" -> frame = true;
                default -> {
                    // Of another version of the script, kept by a browser.
                }
            }
        }
        return new Knowledge(run, number, Duration.ofMillis(age), frame);
    }

    private static long number(String digits) {
        return Grammar.isDigits(digits) && digits.length() < 16 ? Long.parseLong(digits) : 0;
    }

    @Override
    public void begin(Channel socket, String httpHandler) {
        channel = socket;
        // The encoder comes first: the decoder writes as well, when the client breaks the rules.
        socket.pipeline()
                .addBefore(httpHandler, null, new WebSocket13FrameEncoder(false))
                .addBefore(httpHandler, null, new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                        .expectMaskedFrames(true)
                        .allowExtensions(false)
                        .maxFramePayloadLength(LARGEST_FRAME)
                        .closeOnProtocolViolation(true)
                        .build()))
                .addBefore(httpHandler, null, this);
        pings = socket.eventLoop().scheduleAtFixedRate(
                this::ping, ping.toMillis(), ping.toMillis(), TimeUnit.MILLISECONDS);
        reload.join(this, known);
    }

    @Override
    public void tell(String message) {
        Channel socket = channel;
        if (socket == null) {
            return;
        }
        if (socket.isWritable()) {
            socket.writeAndFlush(new TextWebSocketFrame(message));
        } else {
            // It takes nothing. When it comes back, it says what it has heard of last.
            socket.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        unanswered = 0;
        try {
            if (message instanceof PingWebSocketFrame ping) {
                context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            } else if (message instanceof CloseWebSocketFrame) {
                context.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
                context.fireUserEventTriggered(CloseReason.CLIENT_CLOSED);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void ping() {
        Channel socket = channel;
        if (socket == null) {
            return;
        }
        if (unanswered >= MOST_UNANSWERED) {
            socket.pipeline().fireUserEventTriggered(CloseReason.IDLE_TIMEOUT);
        } else {
            unanswered++;
            socket.writeAndFlush(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
        }
    }

    @Override
    public void goAway() {
        Channel socket = channel;
        if (socket != null) {
            socket.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        reload.leave(this);
        if (pings != null) {
            pings.cancel(false);
        }
        context.fireChannelInactive();
    }
}
