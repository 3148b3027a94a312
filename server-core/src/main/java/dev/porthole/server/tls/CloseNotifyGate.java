package dev.porthole.server.tls;

import dev.porthole.server.http.AnswerWatch;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a client's close_notify back while its answer is on the way. By it a client says that it will send no more, and
 * may go on reading (RFC 8446 section 6.1); but BoringSSL as Netty uses it closes both directions then, and the rest of
 * the answer could not be sent. Up to TLS 1.2 that was right (RFC 5246 section 7.2.1), and there it stays so. What is
 * kept back is the last record so far, if it may be a close_notify; when more comes, it was none. Stands before the
 * handler for TLS, from the first byte on. For the connection's event loop only.
 */
final class CloseNotifyGate extends ChannelInboundHandlerAdapter implements AnswerWatch {

    private static final int HEADER = 5;

    /** How TLS 1.3 calls every record once keys are agreed upon (RFC 8446 section 5.2). */
    private static final int APPLICATION_DATA = 23;

    /** Level and description of an alert, its type, and what authenticates the record. */
    private static final int SHORTEST_ALERT = 2 + 1 + 16;

    /** Java pads its records with 16 bytes. A request is longer, even so. */
    private static final int LONGEST_ALERT = SHORTEST_ALERT + 16;

    private final byte[] header = new byte[HEADER];
    private int headerBytes;
    private int left;
    private boolean answering;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf held;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext active, Object message) {
        letGo(active);
        ByteBuf bytes = (ByteBuf) message;
        int start = lastRecord(bytes);
        if (start >= 0 && mayBeAlert(bytes.writerIndex() - start)) {
            // A copy, because what comes before it is for others to keep, and to add to.
            held = active.alloc().buffer(HEADER + LONGEST_ALERT).writeBytes(bytes, start, bytes.writerIndex() - start);
            bytes.writerIndex(start);
        }
        if (bytes.isReadable()) {
            active.fireChannelRead(bytes);
        } else {
            bytes.release();
        }
    }

    /** Goes from record to record; returns where the last one begins, or -1 if that was in an earlier read. */
    private int lastRecord(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        int start = -1;
        while (at < end) {
            if (left == 0) {
                start = headerBytes == 0 ? at : -1;
                int more = Math.min(HEADER - headerBytes, end - at);
                bytes.getBytes(at, header, headerBytes, more);
                headerBytes += more;
                at += more;
                if (headerBytes < HEADER) {
                    return -1;
                }
                headerBytes = 0;
                left = (header[3] & 0xff) << 8 | header[4] & 0xff;
            }
            int skipped = Math.min(left, end - at);
            left -= skipped;
            at += skipped;
        }
        return start;
    }

    /** Whether the last record, of which so much is here, is whole and as long as an alert can be. */
    private boolean mayBeAlert(int bytes) {
        return header[0] == APPLICATION_DATA
                && left == 0
                && bytes >= HEADER + SHORTEST_ALERT
                && bytes <= HEADER + LONGEST_ALERT;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext active) {
        // What was read before it is looked at now, and an answer may begin.
        active.fireChannelReadComplete();
        letGoUnlessAnswering(active);
    }

    @Override
    public void answering(boolean now) {
        answering = now;
        if (held != null && !now) {
            // This may be in the midst of a write, or of a read.
            ChannelHandlerContext added = Objects.requireNonNull(context);
            added.executor().execute(() -> letGoUnlessAnswering(added));
        }
    }

    private void letGoUnlessAnswering(ChannelHandlerContext added) {
        if (held != null && !answering) {
            letGo(added);
            added.fireChannelReadComplete();
        }
    }

    private void letGo(ChannelHandlerContext active) {
        ByteBuf last = held;
        if (last != null) {
            held = null;
            active.fireChannelRead(last);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext active) {
        ByteBuf last = held;
        if (last != null) {
            held = null;
            last.release();
        }
    }
}
