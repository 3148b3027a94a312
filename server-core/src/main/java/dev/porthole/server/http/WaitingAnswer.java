package dev.porthole.server.http;

import org.jspecify.annotations.Nullable;

/** An answer from memory that is being written. Used again and again, so that a request costs no memory. */
final class WaitingAnswer {

    private @Nullable HotFile file;
    private HotFile.Kind kind = HotFile.Kind.WHOLE;
    private @Nullable ReadyAnswer ready;
    private String headText = "";
    private int numberOnConnection;
    private long atMillis;
    private long begunNanos;
    private @Nullable SharedWrite write;
    private int endInWrite;

    void begin(
            HotFile newFile,
            HotFile.Kind newKind,
            ReadyAnswer newReady,
            String newHeadText,
            int newNumberOnConnection,
            long newAtMillis,
            long newBegunNanos) {
        file = newFile;
        kind = newKind;
        newReady.retain();
        ready = newReady;
        headText = newHeadText;
        numberOnConnection = newNumberOnConnection;
        atMillis = newAtMillis;
        begunNanos = newBegunNanos;
        write = null;
    }

    /** Tells which write carries its last byte, and where in that it ends (0 for a write of its own). */
    void leavesWith(SharedWrite newWrite, int end) {
        write = newWrite;
        endInWrite = end;
    }

    /** Whether the system is known to have taken all of it. */
    boolean isSent() {
        return write != null && write.hasTaken(endInWrite);
    }

    /** Lets go of the file, which whoever began had retained, and of its bytes. */
    void end() {
        ready().release();
        file().release();
        file = null;
        ready = null;
        write = null;
    }

    HotFile file() {
        if (file == null) {
            throw new IllegalStateException("no answer");
        }
        return file;
    }

    HotFile.Kind kind() {
        return kind;
    }

    ReadyAnswer ready() {
        if (ready == null) {
            throw new IllegalStateException("no answer");
        }
        return ready;
    }

    String headText() {
        return headText;
    }

    int numberOnConnection() {
        return numberOnConnection;
    }

    long atMillis() {
        return atMillis;
    }

    long begunNanos() {
        return begunNanos;
    }
}
