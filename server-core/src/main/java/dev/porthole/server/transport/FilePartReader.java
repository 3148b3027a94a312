package dev.porthole.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Has parts of files read into memory, piece by piece, for what cannot send them from the page cache: the bytes have
 * to be encrypted, or wrapped in frames. The next piece is read when the channel can be written to, so that a slow
 * reader has no more than about two of them waiting in memory.
 */
public final class FilePartReader extends ChannelDuplexHandler {

    /** Four TLS records, or frames of HTTP/2. */
    static final int PIECE = 64 << 10;

    /** What stands behind a part, and the part itself. */
    private record Waiting(Object message, ChannelPromise promise) {}

    private final Deque<Waiting> queue = new ArrayDeque<>(2);
    private long position;
    private boolean running;

    /** Nothing waits. */
    public FilePartReader() {
        // Of each channel, one.
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof FilePart || !queue.isEmpty()) {
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
            while (!queue.isEmpty() && context.channel().isWritable()) {
                Waiting first = queue.element();
                if (first.message instanceof FilePart part) {
                    piece(context, part, first.promise);
                } else {
                    queue.remove();
                    context.writeAndFlush(first.message, first.promise);
                }
            }
        } finally {
            running = false;
        }
    }

    private void piece(ChannelHandlerContext context, FilePart part, ChannelPromise promise) {
        int length = (int) Math.min(PIECE, part.count() - position);
        ByteBuf bytes = context.alloc().directBuffer(length);
        try {
            int at = 0;
            while (at < length) {
                int count = bytes.writeBytes(part.file(), part.position() + position + at, length - at);
                if (count <= 0) {
                    throw new IOException("the file became shorter while it was sent");
                }
                at += count;
            }
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
        ChannelFuture written = context.writeAndFlush(bytes);
        written.addListener(future -> {
            if (!future.isSuccess()) {
                promise.tryFailure(future.cause());
                failAll(future.cause());
            } else {
                part.copied(part.copied() + length);
                if (last) {
                    part.release();
                    promise.trySuccess();
                }
            }
        });
    }

    private void failAll(Throwable cause) {
        position = 0;
        for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
            ReferenceCountUtil.release(waiting.message);
            waiting.promise.tryFailure(cause);
        }
    }
}
