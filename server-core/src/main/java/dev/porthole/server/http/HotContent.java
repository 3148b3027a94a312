package dev.porthole.server.http;

import dev.porthole.server.files.MemoryFile;
import dev.porthole.server.transport.FilePart;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The content of a small file outside the heap. The smallest are copied into each answer; larger ones stand
 * apart, if possible in the system's own memory, from where they are sent without being copied once more.
 * Counts its users only where that matters, because what is the system's has to be given back to it.
 */
final class HotContent {

    /** Up to this size one more copy costs less than one more system call. */
    private static final int MOST_BYTES_JOINED = 8 << 10;

    private final int length;
    private final @Nullable ByteBuffer bytes;
    private final @Nullable MemoryFile file;

    private HotContent(int length, @Nullable ByteBuffer bytes, @Nullable MemoryFile file) {
        this.length = length;
        this.bytes = bytes;
        this.file = file;
    }

    /**
     * A copy of some content.
     *
     * @param descriptors how many more copies may lie in the system's memory, where each takes a descriptor
     */
    static HotContent copyOf(byte[] content, Semaphore descriptors) {
        MemoryFile file = content.length > MOST_BYTES_JOINED
                ? MemoryFile.copyOf(content, descriptors).orElse(null)
                : null;
        ByteBuffer bytes = file == null ? ByteBuffer.allocateDirect(content.length).put(content).flip() : null;
        return new HotContent(content.length, bytes, file);
    }

    /** Its length in bytes. */
    int length() {
        return length;
    }

    /** Whether it is so small that it is copied into each answer. */
    boolean isJoined() {
        return length <= MOST_BYTES_JOINED;
    }

    /** The bytes to be copied behind a head; null when it stands apart. */
    @Nullable ByteBuffer bytes() {
        return isJoined() && bytes != null ? bytes.duplicate() : null;
    }

    /** What is handed to a channel to have all of it sent. */
    Object message() {
        if (file != null) {
            return new FilePart(file.channel(), 0, length);
        }
        if (bytes == null) {
            throw new IllegalStateException("neither bytes nor file");
        }
        return Unpooled.wrappedBuffer(bytes.duplicate());
    }

    /** Adds a user; false when it has been given up already. */
    boolean retain() {
        return file == null || file.retain();
    }

    /** Takes a user away. */
    void release() {
        if (file != null) {
            file.release();
        }
    }
}
