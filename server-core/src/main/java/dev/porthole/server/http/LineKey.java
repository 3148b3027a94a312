package dev.porthole.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Some bytes of a request as the key of a map. A probe points into a buffer that has just been read, so that
 * looking something up copies nothing; only what is kept is a copy.
 */
final class LineKey {

    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
    private int start;
    private int length;
    private int hash;

    /** A key to keep, made of text that holds one byte in each character. */
    static LineKey of(String text) {
        LineKey key = new LineKey();
        ByteBuf copy = Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1));
        return key.pointTo(copy, 0, copy.readableBytes());
    }

    /** Makes this key stand for a part of a buffer, as long as that is not changed. */
    LineKey pointTo(ByteBuf newBuffer, int newStart, int newLength) {
        buffer = newBuffer;
        start = newStart;
        length = newLength;
        int sum = newLength;
        int end = newStart + newLength;
        int at = newStart;
        for (; at + 8 <= end; at += 8) {
            long word = newBuffer.getLongLE(at);
            sum = sum * 31 + (int) (word ^ word >>> 32);
        }
        for (; at < end; at++) {
            sum = sum * 31 + newBuffer.getByte(at);
        }
        hash = sum ^ sum >>> 15;
        return this;
    }

    /** Forgets the buffer. */
    void release() {
        buffer = Unpooled.EMPTY_BUFFER;
        length = 0;
    }

    int length() {
        return length;
    }

    /** Whether the same bytes stand in a buffer at an offset. */
    boolean standsIn(ByteBuf other, int offset) {
        return offset + length <= other.writerIndex()
                && ByteBufUtil.equals(buffer, start, other, offset, length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LineKey that
                && hash == that.hash
                && length == that.length
                && ByteBufUtil.equals(buffer, start, that.buffer, that.start, length);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
