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

    private final @Nullable AnswerWatch watch;
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private long added;
    private long readNanos;
    private @Nullable Deque<Note> notes;

    InputBuffer(@Nullable AnswerWatch watch) {
        this.watch = watch;
    }

    /**
     * Takes over a buffer that was read.
     *
     * @param waits whether an answer is under way, behind which it has to wait
     */
    void add(ByteBuf read, boolean waits) {
        added += read.readableBytes();
        if (bytes.isReadable()) {
            bytes.discardReadBytes().writeBytes(read);
            read.release();
        } else {
            bytes.release();
            bytes = read;
        }
        if (waits) {
            waits();
        }
    }

    /** The bytes, to be read from; only until the next call. */
    ByteBuf bytes() {
        return bytes;
    }

    /** Notes that what is here has been read, and has to wait for an answer. */
    void waits() {
        if (length() == 0) {
            return;
        }
        Deque<Note> before = notes;
        if (before == null) {
            before = new ArrayDeque<>(2);
            notes = before;
        }
        if (before.isEmpty() || before.getLast().end < added) {
            long since = before.size() < MOST_NOTES ? System.nanoTime() : before.removeLast().nanos;
            before.add(new Note(added, since));
        }
    }

    /** Begins with the request whose first bytes come next; returns the time, by {@link System#nanoTime}. */
    long beginRequest() {
        long now = System.nanoTime();
        readNanos = now;
        Deque<Note> before = notes;
        if (before != null) {
            long position = added - length();
            while (!before.isEmpty() && before.getFirst().end <= position) {
                before.removeFirst();
            }
            readNanos = before.isEmpty() ? now : before.getFirst().nanos;
        }
        return now;
    }

    /** When the first bytes of that request were read; only if they had to wait, this is before it was begun with. */
    long readNanos() {
        return readNanos;
    }

    int length() {
        return bytes.readableBytes();
    }

    /** It has been looked at, and an answer is on the way, or none; gives memory back when there is nothing in it. */
    void processed(boolean answering) {
        if (!bytes.isReadable()) {
            clear();
        }
        if (watch != null) {
            watch.answering(answering);
        }
    }

    void clear() {
        notes = null;
        bytes.release();
        bytes = Unpooled.EMPTY_BUFFER;
    }
}
