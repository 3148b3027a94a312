package dev.porthole.server.http;

import dev.porthole.server.files.ServedFile;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A small file in memory outside the heap, with its answers ready to be written. Immutable but for the time at
 * which it was last looked at, and the ready answers, of which each event loop has its own, made anew once a
 * second for the Date.
 */
final class HotFile {

    /** Up to this size head and content lie side by side, so that one buffer goes to the system. */
    private static final int JOINED = 16 << 10;

    /** The answers a file can have without a look at the disk. */
    enum Kind {
        WHOLE(0), HEAD_ONLY(2), NOT_MODIFIED(4);

        private final int place;

        Kind(int place) {
            this.place = place;
        }

        /** Where its ready answer is kept: each kind has one that leaves the connection open, and one that ends it. */
        private int place(boolean closes) {
            return closes ? place + 1 : place;
        }
    }

    /** A ready answer: its bytes (the content apart if it is large), its head as text. For one loop only. */
    static final class Ready {

        private final ByteBuf first;
        private final @Nullable ByteBuf second;
        private final String headText;
        private final int length;
        private @Nullable ByteBuf spare;

        Ready(ByteBuf first, @Nullable ByteBuf second, String headText) {
            this.first = first;
            this.second = second;
            this.headText = headText;
            this.length = first.readableBytes() + (second == null ? 0 : second.readableBytes());
        }

        ByteBuf first() {
            return first;
        }

        @Nullable ByteBuf second() {
            return second;
        }

        String headText() {
            return headText;
        }

        /** How many bytes it has in all. */
        int length() {
            return length;
        }

        /** How many bytes follow the head. */
        int bodyLength() {
            return length - headText.length();
        }

        /** The first part with indexes of its own, to be written. */
        ByteBuf lend() {
            ByteBuf lent = spare;
            if (lent == null) {
                return first.duplicate();
            }
            spare = null;
            return lent.setIndex(0, first.writerIndex());
        }

        /** Takes back what was lent, when it has been written and nobody uses it any more. */
        void takeBack(ByteBuf lent) {
            spare = lent;
        }
    }

    /** The ready answers of one second. */
    private static final class Stamp {
        private final long second;
        private final @Nullable Ready[] ready = new Ready[2 * Kind.values().length];

        Stamp(long second) {
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
    private final ServedFile file;
    private final AtomicBoolean checking = new AtomicBoolean();
    private volatile long checkedNanos;
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
        this.file = stored.file();
        this.checkedNanos = stored.readNanos();
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

    /** When the file was last known to be this one, by {@link System#nanoTime}. */
    long checkedNanos() {
        return checkedNanos;
    }

    /** True for the first who asks, until it has been checked: who gets it has the file looked at. */
    boolean claimCheck() {
        return checking.compareAndSet(false, true);
    }

    /** Whether the file is still this one; asks the disk. */
    boolean isUnchanged() {
        return file.isUnchanged();
    }

    void checked(long nanos) {
        checkedNanos = nanos;
        checking.set(false);
    }

    int size() {
        return content.readableBytes();
    }

    Response response(Kind kind) {
        return kind == Kind.NOT_MODIFIED ? notModified : whole;
    }

    /**
     * The ready answer for this second; for the loop with this index only.
     *
     * @param closes whether the connection ends with it
     */
    Ready ready(Kind kind, boolean closes, int loop, long second) {
        Stamp stamp = stamps[loop];
        if (stamp == null || stamp.second != second) {
            stamp = new Stamp(second);
            stamps[loop] = stamp;
        }
        int place = kind.place(closes);
        Ready ready = stamp.ready[place];
        if (ready == null) {
            ready = make(kind, closes);
            stamp.ready[place] = ready;
        }
        return ready;
    }

    private Ready make(Kind kind, boolean closes) {
        String headText = response(kind).head(closes ? "close" : "");
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
