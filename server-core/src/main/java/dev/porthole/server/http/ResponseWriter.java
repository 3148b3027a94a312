package dev.porthole.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
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
    private boolean failed;

    ResponseWriter(
            Channel channel, Response response, String head, boolean withBody, Runnable done) {
        this.channel = channel;
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
                case Response.Elsewhere elsewhere -> throw new IllegalStateException("no content to send");
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
                channel.write(region).addListener(future -> written(future.isSuccess(), 0));
            } else {
                byte[] bytes = (byte[]) message;
                ChannelFuture write = channel.write(Unpooled.wrappedBuffer(bytes));
                write.addListener(future -> written(future.isSuccess(), bytes.length));
            }
        }
        channel.flush();
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
