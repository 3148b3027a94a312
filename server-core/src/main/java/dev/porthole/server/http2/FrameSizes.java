package dev.porthole.server.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;

/**
 * Reads along what frames are sent on a connection (RFC 9113 section 4.1) and counts, for each stream, what its answer
 * takes beside the content: HEADERS and CONTINUATION whole, and the headers of DATA frames. How long a compressed head
 * is, and into how many frames the windows of the client cut the content, can be seen nowhere else. Stands between the
 * codec and the socket; for the connection's event loop only.
 */
final class FrameSizes extends ChannelOutboundHandlerAdapter {

    private static final int FRAME_HEADER = 9;
    private static final int DATA = 0x0;
    private static final int HEADERS = 0x1;
    private static final int CONTINUATION = 0x9;

    private final IntObjectMap<Count> counts = new IntObjectHashMap<>();
    private final byte[] header = new byte[FRAME_HEADER];
    private int headerBytes;
    private long payloadLeft;

    /** How many bytes one answer takes beside its content. */
    static final class Count {

        private long bytes;

        long bytes() {
            return bytes;
        }
    }

    /** Counts for a stream from now on. */
    Count begin(int stream) {
        Count count = new Count();
        counts.put(stream, count);
        return count;
    }

    /** Its answer is over. */
    void end(int stream) {
        counts.remove(stream);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            read(bytes);
        }
        context.write(message, promise);
    }

    private void read(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (payloadLeft > 0) {
                long skipped = Math.min(payloadLeft, end - at);
                payloadLeft -= skipped;
                at += (int) skipped;
                continue;
            }
            int count = Math.min(FRAME_HEADER - headerBytes, end - at);
            bytes.getBytes(at, header, headerBytes, count);
            headerBytes += count;
            at += count;
            if (headerBytes == FRAME_HEADER) {
                headerBytes = 0;
                payloadLeft = number(0, 3);
                frame(header[3], number(5, 4) & Integer.MAX_VALUE, (int) payloadLeft);
            }
        }
    }

    private void frame(int type, int stream, int length) {
        Count count = counts.get(stream);
        if (count == null) {
            return;
        }
        switch (type) {
            case DATA -> count.bytes += FRAME_HEADER;
            case HEADERS, CONTINUATION -> count.bytes += FRAME_HEADER + length;
            default -> {
                // It is about the connection or the stream, not part of the answer.
            }
        }
    }

    private int number(int from, int bytes) {
        int number = 0;
        for (int i = from; i < from + bytes; i++) {
            number = number << 8 | header[i] & 0xff;
        }
        return number;
    }
}
