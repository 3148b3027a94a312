package dev.porthole.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Hands on what is written piece by piece, where it has to be encrypted or wrapped in frames and so takes up memory
 * once more; parts of files are read for it. The next piece follows when the channel can be written to, so that a slow
 * reader has no more than about two of them waiting in memory. For the channel's event loop only.
 */
public final class PieceWriter extends ChannelDuplexHandler {

    /** One record of TLS, or one frame of HTTP/2. */
    static final int PIECE = 16 << 10;

    private static final WriteBufferWaterMark MOST_WAITING = new WriteBufferWaterMark(PIECE / 4, PIECE / 2);

    /** What stands behind something large, and the large thing itself. */
    private record Waiting(Object message, ChannelPromise promise) {}

    private final Deque<Waiting> queue = new ArrayDeque<>(2);
    /** How much of the part of a file that comes first has been handed on. */
    private long position;
    private int unflushed;
    private boolean running;

    /**
     * Nothing waits; the channel is told to call itself full as soon as a piece does not leave at once.
     *
     * @param channel of a connection, on its event loop
     */
    public PieceWriter(Channel channel) {
        channel.config().setWriteBufferWaterMark(MOST_WAITING);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean large = message instanceof FilePart
                || message instanceof ByteBuf bytes && bytes.readableBytes() > PIECE;
        if (large || !queue.isEmpty()) {
            queue.add(new Waiting(message, promise));
        } else {
            context.write(message, promise);
        }
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        goOn(context);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        goOn(context);
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        failAll(new ClosedChannelException());
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        failAll(new ClosedChannelException());
    }

    private void goOn(ChannelHandlerContext context) {
        if (running) {
            // Called from within a write, after which the loop below goes on.
            return;
        }
        running = true;
        try {
            do {
                handOn(context);
                // Also what is empty: somebody may wait for it, and write more as soon as it has left.
                flushPieces(context);
            } while (!queue.isEmpty() && context.channel().isWritable());
        } finally {
            running = false;
        }
    }

    private void handOn(ChannelHandlerContext context) {
        while (!queue.isEmpty() && context.channel().isWritable()) {
            Waiting first = queue.element();
            switch (first.message) {
                case FilePart part -> piece(context, part, first.promise);
                case ByteBuf bytes when bytes.readableBytes() > PIECE -> piece(context, bytes, first.promise);
                default -> {
                    queue.remove();
                    unflushed += first.message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
                    context.write(first.message, first.promise);
                }
            }
            if (unflushed >= PIECE) {
                flushPieces(context);
            }
        }
    }

    private void flushPieces(ChannelHandlerContext context) {
        unflushed = 0;
        context.flush();
    }

    private void piece(ChannelHandlerContext context, ByteBuf bytes, ChannelPromise promise) {
        unflushed += PIECE;
        context.write(bytes.readRetainedSlice(PIECE)).addListener(future -> {
            if (!future.isSuccess()) {
                fail(promise, future.cause());
                failAll(future.cause());
            }
        });
    }

    private void piece(ChannelHandlerContext context, FilePart part, ChannelPromise promise) {
        int length = (int) Math.min(PIECE, part.count() - position);
        ByteBuf bytes = context.alloc().directBuffer(length);
        try {
            read(part, bytes, length);
        } catch (IOException e) {
            bytes.release();
            failAll(e);
            return;
        }
        position += length;
        boolean last = position == part.count();
        if (last) {
            position = 0;
            queue.remove();
        }
        unflushed += length;
        ChannelFuture written = context.write(bytes);
        written.addListener(future -> {
            if (!future.isSuccess()) {
                fail(promise, future.cause());
                failAll(future.cause());
                return;
            }
            part.copied(part.copied() + length);
            if (last) {
                part.release();
                promise.trySuccess();
            }
        });
    }

    private void read(FilePart part, ByteBuf bytes, int length) throws IOException {
        while (bytes.readableBytes() < length) {
            int read = bytes.readableBytes();
            if (bytes.writeBytes(part.file(), part.position() + position + read, length - read) <= 0) {
                throw new IOException("the file became shorter while it was sent");
            }
        }
    }

    private void failAll(Throwable cause) {
        position = 0;
        for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
            ReferenceCountUtil.release(waiting.message);
            fail(waiting.promise, cause);
        }
    }

    /** A promise that nobody listens to would have the failure reported to the whole pipeline. */
    private static void fail(ChannelPromise promise, Throwable cause) {
        if (!promise.isVoid()) {
            promise.tryFailure(cause);
        }
    }
}
