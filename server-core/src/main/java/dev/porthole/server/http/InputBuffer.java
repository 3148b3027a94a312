package dev.porthole.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** What has been read from a socket and not been used yet. For the connection's event loop only. */
final class InputBuffer {

    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

    /** Takes over a buffer that was read. */
    void add(ByteBuf read) {
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
        bytes.release();
        bytes = Unpooled.EMPTY_BUFFER;
    }
}
