package dev.porthole.server.http;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A small file in memory outside the heap, with its answers ready to be written. Immutable but for the time at
 * which it was last looked at, and the ready answers, of which each event loop has its own.
 */
final class HotFile {

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

    private final Response whole;
    private final Response notModified;
    private final HotContent content;
    private final String method;
    private final String target;
    private final String requestLine;
    private final String everyAnswer;
    private final @Nullable String entityTag;
    private final long generation;
    private final LastLook look;
    private final @Nullable ReadyAnswer[][] ready;

    /**
     * Copies a file's content out of the heap.
     *
     * @param requestLine the request line that leads to it, with its line end
     * @param everyAnswer the lines that stand in the head of every answer besides its own
     * @param loops how many event loops there are
     * @param descriptors how many more files may lie in the system's memory, where each takes a descriptor
     */
    HotFile(
            String requestLine, StoredFile stored, String everyAnswer, int loops, Semaphore descriptors) {
        this.everyAnswer = everyAnswer;
        this.content = HotContent.copyOf(stored.content(), descriptors);
        this.whole = stored.whole().withoutContent();
        this.notModified = stored.notModified();
        this.entityTag = stored.representation().validators().entityTag();
        this.requestLine = requestLine;
        this.method = requestLine.substring(0, requestLine.indexOf(' '));
        this.target = requestLine.substring(method.length() + 1, requestLine.lastIndexOf(' '));
        this.generation = stored.generation();
        this.look = new LastLook(stored.file(), stored.original(), stored.readNanos());
        this.ready = new ReadyAnswer[loops][2 * Kind.values().length];
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

    /** When the file was last seen to be this one. */
    LastLook look() {
        return look;
    }

    /** How many bytes of memory it takes up outside the heap, about and at most. */
    int size() {
        return content.length() * (content.isJoined() ? 1 + ready.length : 1);
    }

    /** Adds a user of the content; false when it has been given up already. */
    boolean retain() {
        return content.retain();
    }

    /** Takes a user of the content away; the first one is whoever made it. */
    void release() {
        content.release();
    }

    Response response(Kind kind) {
        return kind == Kind.NOT_MODIFIED ? notModified : whole;
    }

    /**
     * The ready answer for this second; for the loop with this index only.
     *
     * @param closes whether the connection ends with it
     */
    ReadyAnswer ready(Kind kind, boolean closes, int loop, long second) {
        @Nullable ReadyAnswer[] ofLoop = ready[loop];
        int place = kind.place(closes);
        ReadyAnswer answer = ofLoop[place];
        if (answer == null || !answer.isFreeFor(second)) {
            String headText = response(kind).head(closes ? "close" : "", everyAnswer);
            answer = new ReadyAnswer(headText, kind == Kind.WHOLE ? content : null, second);
            ofLoop[place] = answer;
        }
        answer.stamp(second);
        return answer;
    }
}
