package dev.porthole.server.http;

import dev.porthole.server.files.ServedFile;
import dev.porthole.server.transport.FilePart;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.unix.Errors.NativeIoException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends one answer and knows how far it has got. Files go by sendfile(2), from the page cache to the socket
 * without passing through the program; what is not in the page cache is read into it first, by threads that may
 * wait for the disk. The last few bytes go only when it is confirmed that the others were still those of the same
 * content. For use on the connection's event loop alone.
 */
final class ResponseWriter implements ReadAhead.Listener {

    /** What is handed over in one go, of a file. */
    private static final int PIECE = ReadAhead.STEP;

    /** The same of bytes in memory, which are copied for it. */
    private static final int MEMORY_PIECE = 128 << 10;

    private final HttpService service;
    private final LoopMemory memory;
    private final Channel channel;
    private final Response.Body body;
    private final String head;
    private final boolean withBody;
    private final Runnable done;
    private final Deque<Source> sources = new ArrayDeque<>(4);
    private final BlockedTime blocked = new BlockedTime();
    private @Nullable Region writing;
    private @Nullable HeldBack heldBack;
    private byte[] end = {};
    private long sent;
    private boolean waitingForDisk;
    private boolean failed;
    private boolean fileChanged;
    private boolean socketFailed;
    private boolean complete;

    /**
     * Makes a writer that has not begun.
     *
     * @param done runs once, after the last write has succeeded or when the answer cannot be completed
     */
    ResponseWriter(
            HttpService service,
            Channel channel,
            Response.Body body,
            String head,
            boolean withBody,
            Runnable done) {
        this.service = service;
        this.memory = service.loopMemory();
        this.channel = channel;
        this.body = body;
        this.head = head;
        this.withBody = withBody;
        this.done = done;
    }

    /** Begins to write everything. */
    void start() {
        add(head.getBytes(StandardCharsets.ISO_8859_1));
        if (withBody) {
            switch (body) {
                case Response.Bytes bytes -> add(bytes.content());
                case Response.Elsewhere elsewhere -> throw new IllegalStateException("no content to send");
                case Response.FileParts parts -> add(parts);
            }
        }
        HeldBack held = heldBack;
        if (sources.isEmpty() && held != null) {
            // No head goes this way, and the content is so short that all of it is held back.
            confirm(held);
        } else {
            writeNext();
        }
    }

    private void add(byte[] bytes) {
        if (bytes.length > 0) {
            sources.add(new Memory(bytes));
        }
    }

    private void add(Response.FileParts parts) {
        heldBack = parts.last();
        int left = parts.parts().size();
        for (Response.Part part : parts.parts()) {
            left--;
            add(part.before());
            int held = left > 0 || heldBack == null ? 0 : heldBack.bytes().length;
            long partEnd = part.range().last() + 1 - held;
            if (partEnd > part.range().first()) {
                sources.add(new Stretch(parts.file(), part.range().first(), partEnd));
            }
        }
        if (heldBack == null) {
            add(parts.end());
        } else {
            end = parts.end();
        }
    }

    /**
     * Hands over what comes next, up to a piece of a file or a large one of memory: the one after that when the
     * system has taken it.
     */
    private void writeNext() {
        boolean more = true;
        while (more && !failed) {
            Source source = sources.element();
            Piece piece = source.next();
            if (piece == null) {
                waitingForDisk = true;
                break;
            }
            if (source.isEmpty()) {
                sources.remove();
            }
            more = !piece.isLarge() && !sources.isEmpty();
            write(piece, !more, sources.isEmpty());
        }
        channel.flush();
        blocked.flushed();
    }

    private void write(Piece piece, boolean lastForNow, boolean last) {
        writing = piece instanceof Region region ? region : writing;
        memory.turns().sends(piece.length());
        blocked.handedOver();
        channel.write(piece.message()).addListener(future -> {
            blocked.taken();
            if (future.isSuccess()) {
                written(piece, lastForNow, last);
            } else if (!failed) {
                Throwable cause = future.cause();
                socketFailed = cause instanceof ClosedChannelException || cause instanceof NativeIoException;
                fail();
            }
        });
    }

    private void written(Piece piece, boolean lastForNow, boolean last) {
        if (failed) {
            return;
        }
        sent += piece.length();
        HeldBack held = heldBack;
        if (piece instanceof Region) {
            writing = null;
        }
        if (!last) {
            if (lastForNow) {
                goOn();
            }
        } else if (held != null) {
            confirm(held);
        } else {
            complete = true;
            done.run();
        }
    }

    /** At once, or after the others have had their turn. */
    private void goOn() {
        if (memory.turns().mayGoOn()) {
            writeNext();
        } else {
            memory.turns().await(channel.eventLoop(), this::takeTurn);
        }
    }

    private void takeTurn() {
        if (!failed && channel.isOpen()) {
            writeNext();
        }
    }

    @Override
    public void read() {
        if (waitingForDisk && channel.isOpen() && sources.element().isReady()) {
            waitingForDisk = false;
            goOn();
        }
    }

    @Override
    public void failed() {
        if (!complete && !failed && channel.isOpen()) {
            fileChanged = true;
            fail();
        }
    }

    private void fail() {
        failed = true;
        waitingForDisk = false;
        done.run();
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
            fileChanged = true;
            fail();
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

    /** Whether not the client but the disk is waited for. */
    boolean isWaitingForDisk() {
        return waitingForDisk;
    }

    /** Whether it is incomplete because the file was no longer the same, or could not be read any more. */
    boolean hasFileChanged() {
        return fileChanged;
    }

    /** Whether it is incomplete because the socket could not take more, so that the file need not be asked. */
    boolean hasSocketFailed() {
        return socketFailed;
    }

    /** How long the socket took nothing, until now, in nanoseconds. */
    long blockedNanos(long now) {
        return blocked.until(now);
    }

    /** How many bytes of the body the system has taken. */
    long sentBody() {
        return Math.max(0, sentInAll() - head.length());
    }

    /** How many bytes in all the system has taken. */
    long sentInAll() {
        return writing == null ? sent : sent + writing.transferred();
    }

    /** What pieces come from. */
    private sealed interface Source {

        /** Takes the next piece, or null when it has to be read from the disk first. */
        @Nullable Piece next();

        /** Whether what had to be read has been read. */
        boolean isReady();

        boolean isEmpty();
    }

    /** What is handed to the channel in one go. */
    private sealed interface Piece {

        long length();

        /** Whether it is enough by itself, or what follows may go with it. */
        boolean isLarge();

        Object message();
    }

    /** Bytes in memory, handed over in pieces, because each is copied into the channel's own memory. */
    private static final class Memory implements Source {

        private final byte[] bytes;
        private int position;

        Memory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public Piece next() {
            int first = position;
            position = Math.min(bytes.length, first + MEMORY_PIECE);
            return new Slice(bytes, first, position - first);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public boolean isEmpty() {
            return position == bytes.length;
        }
    }

    private record Slice(byte[] bytes, int first, int count) implements Piece {

        @Override
        public long length() {
            return count;
        }

        @Override
        public boolean isLarge() {
            return count == MEMORY_PIECE;
        }

        @Override
        public Object message() {
            return Unpooled.wrappedBuffer(bytes, first, count);
        }
    }

    /** A stretch of a file. Pieces are made one by one: of a huge file there are more than anybody needs. */
    private final class Stretch implements Source {

        private final ServedFile file;
        private final long end;
        private long position;
        private @Nullable ReadAhead ahead;
        private boolean awaited;

        Stretch(ServedFile file, long first, long end) {
            this.file = file;
            this.position = first;
            this.end = end;
        }

        @Override
        public @Nullable Piece next() {
            long length = Math.min(PIECE, end - position);
            if (!isReadNow(length)) {
                return null;
            }
            Region piece = new Region(file.channel(), position, length);
            position += length;
            if (ahead != null) {
                ahead.keepAheadOf(position);
            }
            return piece;
        }

        /** Whether a piece can be sent without waiting for the disk; if not, sees to it that it will be. */
        private boolean isReadNow(long length) {
            if (awaited) {
                // Just read. To ask again would be to wait for ever where there is nobody who can tell.
                awaited = false;
                return true;
            }
            ReadAhead reading = ahead;
            boolean behind = reading != null && !reading.isRead(position + length);
            if (!behind && memory.pageCache().holds(file, position, length)) {
                return true;
            }
            if (reading == null || !behind) {
                // Not read yet, or so long ago that the system has forgotten it again.
                reading = service.readAhead(file, position, end, channel, ResponseWriter.this);
                ahead = reading;
            }
            awaited = true;
            reading.keepAheadOf(position);
            return false;
        }

        @Override
        public boolean isReady() {
            return ahead != null && ahead.isRead(Math.min(position + PIECE, end));
        }

        @Override
        public boolean isEmpty() {
            return position == end;
        }
    }

    /** A piece of a file. */
    private static final class Region extends FilePart implements Piece {

        Region(FileChannel channel, long first, long length) {
            super(channel, first, length);
        }

        @Override
        public long length() {
            return count();
        }

        @Override
        public boolean isLarge() {
            return true;
        }

        @Override
        public Object message() {
            return this;
        }
    }
}
