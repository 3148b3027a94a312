package dev.porthole.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.DefaultFileRegion;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends one answer and knows how far it has got. Files go by sendfile(2), from the page cache to the socket
 * without passing through the program; the last few bytes only when it is confirmed that the others were
 * still those of the same content. For use on the connection's event loop alone.
 */
final class ResponseWriter {

    /**
     * The channel writes a number of times in a row before it lets others have their turn; in so small pieces
     * even a client that takes everything at once holds up the others for a few milliseconds at most.
     */
    private static final long MOST_AT_ONCE = 512 << 10;

    private final HttpService service;
    private final Channel channel;
    private final Response response;
    private final String head;
    private final boolean withBody;
    private final Runnable done;
    private final Deque<Piece> pieces = new ArrayDeque<>(4);
    private @Nullable Region writing;
    private @Nullable HeldBack heldBack;
    private byte[] end = {};
    private long sent;
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

    /** Begins to write everything. */
    void start() {
        add(head.getBytes(StandardCharsets.ISO_8859_1));
        if (withBody) {
            switch (response.body()) {
                case Response.Bytes bytes -> add(bytes.content());
                case Response.Elsewhere elsewhere -> throw new IllegalStateException("no content to send");
                case Response.FileParts parts -> add(parts);
            }
        }
        writeNext();
    }

    private void add(byte[] bytes) {
        if (bytes.length > 0) {
            pieces.add(new Memory(bytes));
        }
    }

    private void add(Response.FileParts parts) {
        heldBack = parts.last();
        int left = parts.parts().size();
        for (Response.Part part : parts.parts()) {
            left--;
            add(part.before());
            int held = left > 0 || heldBack == null ? 0 : heldBack.bytes().length;
            add(parts.file().channel(), part.range().first(), part.range().last() - held);
        }
        if (heldBack == null) {
            add(parts.end());
        } else {
            end = parts.end();
        }
    }

    private void add(FileChannel file, long first, long last) {
        for (long at = first; at <= last; at += MOST_AT_ONCE) {
            pieces.add(new Region(file, at, Math.min(MOST_AT_ONCE, last - at + 1)));
        }
    }

    /** Hands over what comes next, up to a piece of a file: the one after that when the system has taken it. */
    private void writeNext() {
        Piece next;
        do {
            next = pieces.remove();
            write(next, pieces.isEmpty());
        } while (next instanceof Memory && !pieces.isEmpty() && !failed);
        channel.flush();
    }

    private void write(Piece piece, boolean last) {
        writing = piece instanceof Region region ? region : writing;
        channel.write(piece.message()).addListener(future -> written(future.isSuccess(), piece, last));
    }

    private void written(boolean success, Piece piece, boolean last) {
        if (failed) {
            return;
        }
        if (!success) {
            failed = true;
            done.run();
            return;
        }
        sent += piece.length();
        HeldBack held = heldBack;
        if (piece instanceof Region) {
            writing = null;
        }
        if (!last) {
            if (piece instanceof Region) {
                writeNext();
            }
        } else if (held != null) {
            confirm(held);
        } else {
            complete = true;
            done.run();
        }
    }

    /** Makes sure that the file is still the same: by the watch, or a file thread looks. */
    private void confirm(HeldBack held) {
        if (!channel.isOpen()) {
            return;
        }
        if (held.isVouchedFor()) {
            confirmed(held, true);
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
        heldBack = null;
        if (!unchanged) {
            failed = true;
            fileChanged = true;
            done.run();
            return;
        }
        add(held.bytes());
        add(end);
        writeNext();
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
        return Math.max(0, sentInAll() - head.length());
    }

    /** How many bytes in all the system has taken. */
    long sentInAll() {
        return writing == null ? sent : sent + writing.transferred();
    }

    /** What is handed to the channel in one go. */
    private sealed interface Piece {

        long length();

        Object message();
    }

    /** Bytes in memory. */
    private record Memory(byte[] bytes) implements Piece {

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public Object message() {
            return Unpooled.wrappedBuffer(bytes);
        }
    }

    /** A piece of a file, which it leaves open, because several of them share it. */
    private static final class Region extends DefaultFileRegion implements Piece {

        Region(FileChannel channel, long first, long length) {
            super(channel, first, length);
        }

        @Override
        public long length() {
            return count();
        }

        @Override
        public Object message() {
            return this;
        }

        @Override
        protected void deallocate() {
            // The response closes its file itself, once.
        }
    }
}
