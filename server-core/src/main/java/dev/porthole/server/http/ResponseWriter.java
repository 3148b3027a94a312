package dev.porthole.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.DefaultFileRegion;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends one answer and knows how far it has got. Files go by sendfile(2), from the page cache to the socket
 * without passing through the program. For use on the connection's event loop alone.
 */
final class ResponseWriter {

    /** How many looks without progress in between make a stalled reader. */
    static final int LOOKS_TO_STALL = 4;

    private final ChannelHandlerContext context;
    private final Response response;
    private final String head;
    private final boolean withBody;
    private final Runnable done;
    private final List<Region> regions = new ArrayList<>(1);
    private long sentHead;
    private long sentBytes;
    private int writesLeft;
    private int writesDone;
    private boolean failed;
    private long lastMark = -1;
    private int looksWithoutProgress;

    ResponseWriter(
            ChannelHandlerContext context, Response response, String head, boolean withBody, Runnable done) {
        this.context = context;
        this.response = response;
        this.head = head;
        this.withBody = withBody;
        this.done = done;
    }

    /** Writes everything; {@code done} runs once, after the last write has succeeded or any has failed. */
    void start() {
        List<Object> messages = new ArrayList<>(4);
        messages.add(head.getBytes(StandardCharsets.ISO_8859_1));
        if (withBody) {
            switch (response.body()) {
                case Response.Bytes bytes -> messages.add(bytes.content());
                case Response.FileParts parts -> {
                    for (Response.Part part : parts.parts()) {
                        messages.add(part.before());
                        messages.add(new Region(parts.file().channel(), part.range()));
                    }
                    messages.add(parts.end());
                }
            }
        }
        messages.removeIf(message -> message instanceof byte[] bytes && bytes.length == 0);
        writesLeft = messages.size();
        for (Object message : messages) {
            if (message instanceof Region region) {
                regions.add(region);
                context.write(region).addListener(future -> written(future.isSuccess(), 0));
            } else {
                byte[] bytes = (byte[]) message;
                ChannelFuture write = context.write(Unpooled.wrappedBuffer(bytes));
                write.addListener(future -> written(future.isSuccess(), bytes.length));
            }
        }
        context.flush();
    }

    private void written(boolean success, int bytes) {
        writesDone++;
        if (success) {
            if (writesDone == 1) {
                sentHead = bytes;
            } else {
                sentBytes += bytes;
            }
        } else if (!failed) {
            failed = true;
            done.run();
            return;
        }
        if (!failed && writesDone == writesLeft) {
            done.run();
        }
    }

    /** Whether a write failed, so that the answer is incomplete. */
    boolean hasFailed() {
        return failed;
    }

    /** How many bytes of the body the system has taken. */
    long sentBody() {
        long sent = sentBytes;
        for (Region region : regions) {
            sent += region.transferred();
        }
        return sent;
    }

    /** How many bytes in all the system has taken. */
    long sentInAll() {
        return sentHead + sentBody();
    }

    /** Whether the system has taken no byte during the last {@value #LOOKS_TO_STALL} calls. */
    boolean isStalled() {
        ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
        long mark = ((long) writesDone << 48) + (buffer == null ? 0 : buffer.currentProgress());
        looksWithoutProgress = mark == lastMark ? looksWithoutProgress + 1 : 0;
        lastMark = mark;
        return looksWithoutProgress >= LOOKS_TO_STALL;
    }

    /** A region that leaves the file open, because several of them may share it. */
    private static final class Region extends DefaultFileRegion {

        Region(FileChannel channel, ByteRanges.Range range) {
            super(channel, range.first(), range.length());
        }

        @Override
        protected void deallocate() {
            // The response closes its file itself, once.
        }
    }
}
