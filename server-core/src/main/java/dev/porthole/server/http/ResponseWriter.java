package dev.porthole.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultFileRegion;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends one answer and knows how far it has got. Files go by sendfile(2), from the page cache to the socket
 * without passing through the program; the last few bytes only when it is confirmed that the others were
 * still those of the same content. For use on the connection's event loop alone.
 */
final class ResponseWriter {

    private final HttpService service;
    private final Channel channel;
    private final Response response;
    private final String head;
    private final boolean withBody;
    private final Runnable done;
    private final List<Region> regions = new ArrayList<>(1);
    private long sentHead;
    private long sentBytes;
    private int writesLeft;
    private int writesDone;
    private @Nullable HeldBack last;
    private byte[] end = {};
    private boolean failed;
    private boolean fileChanged;
    private boolean complete;

    /**
     * Makes a writer that has not begun.
     *
     * @param done runs once, after the last write has succeeded or when the answer cannot be completed
     */
    ResponseWriter(
            HttpService service,
            Channel channel,
            Response response,
            String head,
            boolean withBody,
            Runnable done) {
        this.service = service;
        this.channel = channel;
        this.response = response;
        this.head = head;
        this.withBody = withBody;
        this.done = done;
    }

    /** Writes everything that needs no confirmation. */
    void start() {
        List<Object> messages = new ArrayList<>(4);
        messages.add(head.getBytes(StandardCharsets.ISO_8859_1));
        if (withBody) {
            switch (response.body()) {
                case Response.Bytes bytes -> messages.add(bytes.content());
                case Response.Elsewhere elsewhere -> throw new IllegalStateException("no content to send");
                case Response.FileParts parts -> {
                    for (Response.Part part : parts.parts()) {
                        messages.add(part.before());
                        messages.add(new Region(parts.file().channel(), part.range()));
                    }
                    last = parts.last();
                    if (last == null) {
                        messages.add(parts.end());
                    } else {
                        end = parts.end();
                        holdBack(messages, parts, last.bytes().length);
                    }
                }
            }
        }
        messages.removeIf(message -> message instanceof byte[] bytes && bytes.length == 0);
        writesLeft = messages.size();
        for (Object message : messages) {
            if (message instanceof Region region) {
                regions.add(region);
                channel.write(region).addListener(future -> written(future.isSuccess(), 0));
            } else {
                byte[] bytes = (byte[]) message;
                ChannelFuture write = channel.write(Unpooled.wrappedBuffer(bytes));
                write.addListener(future -> written(future.isSuccess(), bytes.length));
            }
        }
        channel.flush();
    }

    /** Takes the bytes to be held back off the last region, which may vanish by it. */
    private static void holdBack(List<Object> messages, Response.FileParts parts, int heldBack) {
        messages.removeLast();
        ByteRanges.Range range = parts.parts().getLast().range();
        if (range.length() > heldBack) {
            messages.add(new Region(
                    parts.file().channel(), new ByteRanges.Range(range.first(), range.last() - heldBack)));
        }
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
        if (failed || writesDone < writesLeft) {
            return;
        }
        if (last != null) {
            confirm(last);
            return;
        }
        complete = true;
        done.run();
    }

    /** Has a file thread look whether the file is still the same. */
    private void confirm(HeldBack held) {
        if (!channel.isOpen()) {
            return;
        }
        try {
            service.confirm(held, unchanged -> {
                try {
                    channel.eventLoop().execute(() -> confirmed(held, unchanged));
                } catch (RejectedExecutionException e) {
                    // The server has stopped for good, and the connection has ended with it.
                    return;
                }
            });
        } catch (RejectedExecutionException e) {
            // Too much is waiting for the disk. This answer is as good as complete, so it can wait, too.
            channel.eventLoop().schedule(() -> confirm(held), 10, TimeUnit.MILLISECONDS);
        }
    }

    /** Completes the answer, or ends it short of its length. */
    private void confirmed(HeldBack held, boolean unchanged) {
        if (failed || !channel.isOpen()) {
            return;
        }
        last = null;
        if (!unchanged) {
            failed = true;
            fileChanged = true;
            done.run();
            return;
        }
        int length = held.bytes().length + end.length;
        writesLeft++;
        channel.writeAndFlush(Unpooled.wrappedBuffer(held.bytes(), end))
                .addListener(future -> written(future.isSuccess(), length));
    }

    /** Whether the answer is incomplete: because a write failed, or the connection ended before the last one. */
    boolean hasFailed() {
        return !complete;
    }

    /** Whether it is incomplete because the file was no longer the same. */
    boolean hasFileChanged() {
        return fileChanged;
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
