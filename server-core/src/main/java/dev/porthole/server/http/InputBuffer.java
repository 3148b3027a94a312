package dev.porthole.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What has been read from a socket and not been used yet. For the connection's event loop only. */
final class InputBuffer {

    /** What comes in more pieces than that is taken for having come with the last of them. */
    private static final int MOST_NOTES = 16;

    /** When the bytes before a position were read, at the latest. */
    private record Note(long end, long nanos) {}

    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private long added;
    private @Nullable Deque<Note> notes;

    /** Takes over a buffer that was read. */
    void add(ByteBuf read) {
        added += read.readableBytes();
        if (bytes.isReadable()) {
            bytes.discardReadBytes().writeBytes(read);
            read.release();
        } else {
            bytes.release();
            bytes = read;
        }
    }

    /** The bytes, to be read from; only until the next call. */
    ByteBuf bytes() {
        return bytes;
    }

    /** Notes for what is here and has to wait that it has been read, by {@link System#nanoTime}. */
    void waitsSince(long nanos) {
        Deque<Note> before = notes;
        if (before == null) {
            before = new ArrayDeque<>(2);
            notes = before;
        }
        if (before.isEmpty() || before.getLast().end < added) {
            long since = before.size() < MOST_NOTES ? nanos : before.removeLast().nanos;
            before.add(new Note(added, since));
        }
    }

    /** Since when the next byte has been waiting, if that was noted. */
    long waitingSince(long otherwise) {
        Deque<Note> before = notes;
        if (before == null) {
            return otherwise;
        }
        long position = added - length();
        while (!before.isEmpty() && before.getFirst().end <= position) {
            before.removeFirst();
        }
        return before.isEmpty() ? otherwise : before.getFirst().nanos;
    }

    int length() {
        return bytes.readableBytes();
    }

    /** Gives memory back when there is nothing in it. */
    void releaseIfEmpty() {
        if (!bytes.isReadable()) {
            clear();
        }
    }

    void clear() {
        notes = null;
        bytes.release();
        bytes = Unpooled.EMPTY_BUFFER;
    }
}
