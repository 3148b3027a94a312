package dev.porthole.server.tls;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.http.Deadline;
import dev.porthole.server.http.HttpConnection;
import dev.porthole.server.http.HttpService;
import dev.porthole.server.http.OpenConnection;
import dev.porthole.server.http2.Http2ServerConnection;
import dev.porthole.server.transport.Closing;
import dev.porthole.server.transport.PieceWriter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection on a port that takes TLS, until it is clear what is spoken on it: its first byte tells whether TLS is,
 * and the handshake then, which version of HTTP. After that, it translates what TLS tells about the connection's end.
 * For the connection's event loop only.
 */
public final class TlsOpening extends ChannelInboundHandlerAdapter implements OpenConnection {

    /** Every TLS connection begins with a record of this type (RFC 8446 section 5.1), and no request of HTTP does. */
    private static final int HANDSHAKE_RECORD = 0x16;

    private static final Duration CLOSE_NOTIFY = Duration.ofSeconds(3);

    private final HttpService service;
    private final long number;
    private final Channel channel;
    private final TlsContexts contexts;
    private final Deadline deadline;
    private final PlainAlert alert = new PlainAlert();
    private final CloseNotifyGate gate = new CloseNotifyGate();
    private @Nullable SslHandler tls;
    private @Nullable OpenConnection successor;
    private @Nullable CloseReason closeReason;

    /**
     * The handler for a channel that is registered with its event loop.
     *
     * @param service what all connections of a run share
     * @param number the connection's, from 1
     * @param channel its socket
     * @param contexts with what TLS is spoken
     */
    public TlsOpening(HttpService service, long number, Channel channel, TlsContexts contexts) {
        this.service = service;
        this.number = number;
        this.channel = channel;
        this.contexts = contexts;
        this.deadline = new Deadline(channel.eventLoop(), () -> close(CloseReason.FIRST_BYTE_TIMEOUT));
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        service.opened(number, this);
        if (service.isStopping()) {
            close(CloseReason.SERVER_STOPPED);
            return;
        }
        deadline.set(service.limits().firstByte());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        ByteBuf bytes = (ByteBuf) message;
        if (tls != null || !bytes.isReadable()) {
            context.fireChannelRead(message);
            return;
        }
        deadline.cancel();
        if (bytes.getUnsignedByte(bytes.readerIndex()) == HANDSHAKE_RECORD) {
            beginHandshake(context, bytes);
            return;
        }
        context.pipeline().addLast(new HttpConnection(service, number, channel, false, null));
        context.fireChannelActive();
        context.fireChannelRead(bytes);
        context.pipeline().remove(this);
    }

    private void beginHandshake(ChannelHandlerContext context, ByteBuf bytes) throws Exception {
        SslHandler handler;
        try {
            handler = contexts.newHandler(context.alloc());
        } catch (SSLException | RuntimeException e) {
            // The identity is broken, which is for its maker to tell.
            bytes.release();
            close(CloseReason.SERVER_ERROR);
            return;
        }
        handler.setHandshakeTimeoutMillis(service.limits().requestHead().toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY.toMillis());
        tls = handler;
        context.pipeline().addBefore(context.name(), null, alert);
        context.pipeline().addBefore(context.name(), null, gate);
        context.pipeline().addBefore(context.name(), null, handler);
        gate.channelRead(context.pipeline().context(gate), bytes);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        switch (event) {
            case SslHandshakeCompletionEvent handshake when handshake.isSuccess() -> handOver(context);
            case SslHandshakeCompletionEvent handshake -> close(reason(handshake.cause()));
            case SslCloseCompletionEvent closed when closed.isSuccess() -> closeNotify(context);
            case ChannelInputShutdownEvent closed -> inputEnded(context);
            default -> context.fireUserEventTriggered(event);
        }
    }

    private CloseReason reason(Throwable failure) {
        return alert.saysNotTrusted() ? CloseReason.TLS_NOT_TRUSTED : TlsFailure.reason(failure);
    }

    private void handOver(ChannelHandlerContext context) {
        service.secured(number);
        context.pipeline().remove(alert);
        if (ApplicationProtocolNames.HTTP_2.equals(Objects.requireNonNull(tls).applicationProtocol())) {
            context.pipeline().remove(gate);
            successor = Http2ServerConnection.begin(service, number, channel);
        } else {
            HttpConnection connection = new HttpConnection(service, number, channel, true, gate);
            context.pipeline().addLast(new PieceWriter(channel), connection);
            successor = connection;
        }
        context.fireChannelActive();
    }

    /** BoringSSL takes the server's own close_notify for the client's, who may go on sending. */
    private void closeNotify(ChannelHandlerContext context) {
        if (tls == null || tls.engine().isInboundDone()) {
            inputEnded(context);
        }
    }

    /** The client sends no more, as it has said by TLS, by TCP, or by both. */
    private void inputEnded(ChannelHandlerContext context) {
        if (successor != null) {
            context.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        } else {
            close(tls == null ? CloseReason.CLIENT_CLOSED : CloseReason.TLS_LEFT);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        OpenConnection speaking = successor;
        if (speaking == null) {
            close(tls == null ? CloseReason.CLIENT_RESET : reason(cause));
        } else if (TlsFailure.isOfTls(cause)) {
            speaking.reset(CloseReason.TLS_FAILED);
        } else {
            context.fireExceptionCaught(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (successor != null) {
            context.fireChannelInactive();
            return;
        }
        deadline.cancel();
        CloseReason left = tls == null ? CloseReason.CLIENT_RESET : CloseReason.TLS_LEFT;
        service.ended(number, closeReason == null ? left : closeReason);
    }

    @Override
    public void closeIfIdle(CloseReason reason) {
        close(reason);
    }

    @Override
    public void reset(CloseReason reason) {
        if (closeReason == null) {
            closeReason = reason;
        }
        Closing.reset(channel);
    }

    private void close(CloseReason reason) {
        if (closeReason == null) {
            closeReason = reason;
        }
        channel.close();
    }
}
