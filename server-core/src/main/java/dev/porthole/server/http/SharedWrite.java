package dev.porthole.server.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One write that carries the ends of one or more answers, and knows how many of them the system has taken when
 * it fails. For the connection's event loop only.
 */
final class SharedWrite {

    private @Nullable ByteBuf buffer;
    private int taken;
    private boolean complete;

    /** A write with a buffer to be filled, or null for one whose bytes are elsewhere. */
    SharedWrite(@Nullable ByteBuf buffer) {
        this.buffer = buffer;
    }

    boolean hasRoomFor(int bytes) {
        return buffer().writableBytes() >= bytes;
    }

    /** Adds an answer; returns where it ends. */
    int add(ByteBuf answer) {
        buffer().writeBytes(answer, answer.readerIndex(), answer.readableBytes());
        return buffer().writerIndex();
    }

    /** The buffer, to be written; it is kept here too, for a look at how far that got. */
    ByteBuf toWrite() {
        return buffer().retain();
    }

    /** To be called when the write has succeeded or failed. */
    void ended(boolean success) {
        complete = success;
        ByteBuf ended = buffer;
        if (ended != null) {
            taken = ended.readerIndex();
            ended.release();
            buffer = null;
        }
    }

    /** Whether the system has taken the bytes before an offset. */
    boolean hasTaken(int end) {
        int sure = buffer == null ? taken : buffer.readerIndex();
        return complete || end > 0 && end <= sure;
    }

    private ByteBuf buffer() {
        if (buffer == null) {
            throw new IllegalStateException("the write has ended");
        }
        return buffer;
    }
}
