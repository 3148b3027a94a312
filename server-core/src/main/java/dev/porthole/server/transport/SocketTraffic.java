package dev.porthole.server.transport;

import dev.porthole.server.loop.LoopRecorder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;

/**
 * Tells what goes through the channel of one connection while its loop is traced; otherwise it is not in the pipeline.
 * How much the system has taken is found out by comparing what waits in the channel's queue before and after.
 */
final class SocketTraffic extends ChannelDuplexHandler {

    private final WatchedSocket socket;
    private final LoopRecorder recorder;
    private final Channel channel;
    private final long connection;
    private long outstanding;
    private boolean writing;
    private boolean ended;

    private SocketTraffic(WatchedSocket socket, Channel channel, long connection) {
        this.socket = socket;
        this.recorder = socket.loop.recorder();
        this.channel = channel;
        this.connection = connection;
        this.outstanding = left();
    }

    /** Takes its place next to the socket. */
    static SocketTraffic begin(WatchedSocket socket, Channel channel, long connection) {
        SocketTraffic traffic = new SocketTraffic(socket, channel, connection);
        channel.pipeline().addFirst(traffic);
        return traffic;
    }

    /** Leaves the pipeline. */
    void end() {
        ended = true;
        if (channel.pipeline().context(this) != null) {
            channel.pipeline().remove(this);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            recorder.bytesRead(connection, bytes.readableBytes());
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        outstanding += size(message);
        context.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        if (writing) {
            // Called from within a write, which goes on with what is added now.
            context.flush();
            return;
        }
        writeBegins();
        try {
            context.flush();
        } finally {
            writeEnds();
        }
    }

    void writeBegins() {
        writing = true;
    }

    void writeEnds() {
        writing = false;
        settle();
    }

    /** Tells how much the system has taken since the last time. */
    void settle() {
        if (ended || !channel.isOpen()) {
            return;
        }
        long asked = outstanding;
        outstanding = left();
        boolean full = outstanding > 0 && socket.waitsForRoom();
        if (asked > outstanding || full && asked > 0) {
            recorder.bytesWritten(connection, asked, asked - outstanding, full);
        }
        if (outstanding > 0 && !full) {
            socket.loop.unsettled(this);
        }
    }

    /** What the system has not taken yet. */
    private long left() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        if (buffer == null || buffer.isEmpty()) {
            return 0;
        }
        long[] sum = {0};
        try {
            buffer.forEachFlushedMessage(message -> {
                sum[0] += size(message);
                return true;
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return sum[0];
    }

    /** How many bytes of a message have not been taken. */
    private static long size(Object message) {
        return switch (message) {
            case ByteBuf bytes -> bytes.readableBytes();
            case FilePartCopier.Copied copied -> copied.left();
            case FileRegion region -> region.count() - region.transferred();
            default -> 0;
        };
    }
}
