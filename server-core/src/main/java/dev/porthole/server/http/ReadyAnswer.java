package dev.porthole.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer from memory, ready to be written: head and content side by side if the content is
 * small, else the head alone. What changes from one second to the next is the Date, so it is written over in
 * place, as long as nobody is sending those bytes. For one event loop only.
 */
final class ReadyAnswer {

    private static final String DATE = "Date: ";

    /** Texts of requests that are longer are made anew for each. */
    private static final int LONGEST_KEPT = 1024;

    private final ByteBuf first;
    private final long address;
    private final @Nullable HotContent apart;
    private final int datePosition;
    private final int length;
    private String headText;
    private long atSecond;
    private int users;
    private @Nullable ByteBuf spare;
    private @Nullable FieldSection section;
    private String requestText = "";

    /**
     * Makes an answer for one second.
     *
     * @param headText its head, with the Date of that second
     * @param content what follows the head, or null for nothing
     * @param atSecond the second, since the epoch
     */
    ReadyAnswer(String headText, @Nullable HotContent content, long atSecond) {
        byte[] head = headText.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer joined = content == null ? null : content.bytes();
        ByteBuffer bytes = ByteBuffer.allocateDirect(head.length + (joined == null ? 0 : joined.remaining()));
        bytes.put(head);
        if (joined != null) {
            bytes.put(joined);
        }
        bytes.flip();
        this.first = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes));
        this.address = MemorySegment.ofBuffer(bytes).address();
        this.apart = joined == null ? content : null;
        this.length = head.length + (content == null ? 0 : content.length());
        this.datePosition = headText.indexOf(DATE) + DATE.length();
        this.headText = headText;
        this.atSecond = atSecond;
    }

    /** Whether it can be used in a second: it is of that second, or nobody uses it and it can be changed. */
    boolean isFreeFor(long newSecond) {
        return atSecond == newSecond || users == 0;
    }

    /** Makes it an answer of another second, if it is not. */
    void stamp(long newSecond) {
        if (atSecond == newSecond) {
            return;
        }
        String date = HttpDate.now();
        first.setCharSequence(datePosition, date, StandardCharsets.ISO_8859_1);
        headText = headText.substring(0, datePosition) + date + headText.substring(datePosition + date.length());
        atSecond = newSecond;
    }

    /** Takes part in its use: until {@link #release} its bytes stay as they are. */
    void retain() {
        users++;
    }

    void release() {
        users--;
    }

    /** The head, and the content unless that is apart. */
    ByteBuf first() {
        return first;
    }

    /** Where the first part lies, outside the heap. */
    long address() {
        return address;
    }

    /** The content if it does not lie beside the head. */
    @Nullable HotContent apart() {
        return apart;
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

    /** The head of a request for it: mostly the same as that of the one before. */
    @SuppressWarnings("ReferenceEquality") // Another section with the same content only costs a new text.
    String requestText(String requestLine, FieldSection fields) {
        if (section == fields) {
            return requestText;
        }
        String text = requestLine + fields.text();
        if (text.length() <= LONGEST_KEPT) {
            section = fields;
            requestText = text;
        }
        return text;
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
