package dev.porthole.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A small file in memory outside the heap, with its answers ready to be written. Immutable but for the ready
 * answers, of which each event loop has its own, made anew once a second for the Date.
 */
final class HotFile {

    /** Up to this size head and content lie side by side, so that one buffer goes to the system. */
    private static final int JOINED = 16 << 10;

    /** The answers a file can have without a look at the disk. */
    enum Kind { WHOLE, HEAD_ONLY, NOT_MODIFIED }

    /** A ready answer: its bytes (the content apart if it is large), its head as text. */
    record Ready(ByteBuf first, @Nullable ByteBuf second, String headText) {

        /** How many bytes follow the head. */
        long bodyLength() {
            long length = first.readableBytes() + (second == null ? 0L : second.readableBytes());
            return length - headText.length();
        }
    }

    /** The ready answers of one second. */
    private static final class Stamp extends EnumMap<Kind, Ready> {
        private static final long serialVersionUID = 1L;
        private final long second;

        Stamp(long second) {
            super(Kind.class);
            this.second = second;
        }
    }

    private final Response whole;
    private final Response notModified;
    private final ByteBuf content;
    private final String method;
    private final String target;
    private final String requestLine;
    private final @Nullable String entityTag;
    private final long generation;
    private final long readNanos;
    private final AtomicBoolean rereading = new AtomicBoolean();
    private final @Nullable Stamp[] stamps;

    /**
     * Copies a file's content out of the heap.
     *
     * @param requestLine the request line that leads to it, with its line end
     * @param loops how many event loops there are
     */
    HotFile(String requestLine, StoredFile stored, int loops) {
        ByteBuffer direct = ByteBuffer.allocateDirect(stored.content().length);
        direct.put(stored.content()).flip();
        this.content = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(direct));
        this.whole = stored.whole().withoutContent();
        this.notModified = stored.notModified();
        this.entityTag = stored.validators().entityTag();
        this.requestLine = requestLine;
        this.method = requestLine.substring(0, requestLine.indexOf(' '));
        this.target = requestLine.substring(method.length() + 1, requestLine.lastIndexOf(' '));
        this.generation = stored.generation();
        this.readNanos = stored.readNanos();
        this.stamps = new Stamp[loops];
    }

    String method() {
        return method;
    }

    String target() {
        return target;
    }

    String requestLine() {
        return requestLine;
    }

    @Nullable String entityTag() {
        return entityTag;
    }

    long generation() {
        return generation;
    }

    long readNanos() {
        return readNanos;
    }

    /** True for the first who asks: one request reads the file again while the others go on with this. */
    boolean claimRereading() {
        return rereading.compareAndSet(false, true);
    }

    int size() {
        return content.readableBytes();
    }

    Response response(Kind kind) {
        return kind == Kind.NOT_MODIFIED ? notModified : whole;
    }

    /** The ready answer for this second; for the loop with this index only. */
    Ready ready(Kind kind, int loop, long second) {
        Stamp stamp = stamps[loop];
        if (stamp == null || stamp.second != second) {
            stamp = new Stamp(second);
            stamps[loop] = stamp;
        }
        Ready ready = stamp.get(kind);
        if (ready == null) {
            ready = make(kind);
            stamp.put(kind, ready);
        }
        return ready;
    }

    private Ready make(Kind kind) {
        String headText = response(kind).head("");
        byte[] head = headText.getBytes(StandardCharsets.ISO_8859_1);
        boolean withContent = kind == Kind.WHOLE;
        boolean joined = withContent && content.readableBytes() <= JOINED;
        ByteBuffer bytes = ByteBuffer.allocateDirect(head.length + (joined ? content.readableBytes() : 0));
        bytes.put(head);
        if (joined) {
            bytes.put(content.nioBuffer());
        }
        ByteBuf first = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes.flip()));
        return new Ready(first, withContent && !joined ? content : null, headText);
    }
}
