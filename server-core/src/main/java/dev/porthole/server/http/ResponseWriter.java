package dev.porthole.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.DefaultFileRegion;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Sends one answer and knows how far it has got. Files go by sendfile(2), from the page cache to the socket
 * without passing through the program. For use on the connection's event loop alone.
 */
final class ResponseWriter {

    /**
     * The channel writes a number of times in a row before it lets others have their turn; in so small pieces
     * even a client that takes everything at once holds up the others for a few milliseconds at most.
     */
    private static final long MOST_AT_ONCE = 512 << 10;

    private final Channel channel;
    private final Response response;
    private final String head;
    private final boolean withBody;
    private final Runnable done;
    private final Deque<Piece> pieces = new ArrayDeque<>(4);
    private @Nullable Region writing;
    private long sent;
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
        add(head.getBytes(StandardCharsets.ISO_8859_1));
        if (withBody) {
            switch (response.body()) {
                case Response.Bytes bytes -> add(bytes.content());
                case Response.Elsewhere elsewhere -> throw new IllegalStateException("no content to send");
                case Response.FileParts parts -> {
                    for (Response.Part part : parts.parts()) {
                        add(part.before());
                        add(parts.file().channel(), part.range());
                    }
                    add(parts.end());
                }
            }
        }
        writeNext();
    }

    private void add(byte[] bytes) {
        if (bytes.length > 0) {
            pieces.add(new Memory(bytes));
        }
    }

    private void add(FileChannel file, ByteRanges.Range range) {
        for (long first = range.first(); first <= range.last(); first += MOST_AT_ONCE) {
            pieces.add(new Region(file, first, Math.min(MOST_AT_ONCE, range.last() - first + 1)));
        }
    }

    /** Hands over what comes next, up to a piece of a file: the one after that when the system has taken it. */
    private void writeNext() {
        Piece piece;
        do {
            Piece next = pieces.remove();
            boolean last = pieces.isEmpty();
            piece = next;
            writing = next instanceof Region region ? region : writing;
            channel.write(next.message()).addListener(future -> written(future.isSuccess(), next, last));
        } while (piece instanceof Memory && !pieces.isEmpty() && !failed);
        channel.flush();
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
        if (piece instanceof Region) {
            writing = null;
        }
        if (last) {
            done.run();
        } else if (piece instanceof Region) {
            writeNext();
        }
    }

    /** Whether a write failed, so that the answer is incomplete. */
    boolean hasFailed() {
        return failed;
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
