package dev.porthole.server.files;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A copy of some content in the system's memory, memfd_create(2) on Linux. The system can send it without
 * copying it once more, and unlike the file it was read from, nobody can change it while it is on its way.
 * Several users may share it; the last of them closes it. For any thread.
 */
public final class MemoryFile {

    private static final boolean OFFERED = System.getProperty("os.name").equals("Linux");
    private static final int MFD_CLOEXEC = 1;

    private final FileChannel channel;
    private final Semaphore descriptors;
    private final AtomicInteger users = new AtomicInteger(1);

    private MemoryFile(FileChannel channel, Semaphore descriptors) {
        this.channel = channel;
        this.descriptors = descriptors;
    }

    /**
     * A copy of some content, for one user; empty where the system offers no such thing, or none any more.
     *
     * @param content copied before it returns
     * @param descriptors how many more there may be: one is taken until the copy is closed
     * @return the copy, to be closed by whoever gets it
     */
    public static Optional<MemoryFile> copyOf(byte[] content, Semaphore descriptors) {
        if (!OFFERED || !descriptors.tryAcquire()) {
            return Optional.empty();
        }
        Optional<MemoryFile> copy = create(content, descriptors);
        if (copy.isEmpty()) {
            descriptors.release();
        }
        return copy;
    }

    private static Optional<MemoryFile> create(byte[] content, Semaphore descriptors) {
        int descriptor = C.create();
        if (descriptor < 0) {
            return Optional.empty();
        }
        try {
            FileChannel channel = FileChannel.open(
                    Path.of("/proc/self/fd/" + descriptor), StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                return Optional.of(new MemoryFile(channel, descriptors));
            } catch (IOException | OutOfMemoryError e) {
                channel.close();
                return Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            PathDescriptor.close(descriptor);
        }
    }

    /** {@return the content} */
    public FileChannel channel() {
        return channel;
    }

    /**
     * Adds a user; false when it has been closed already.
     *
     * @return whether it may be used; then it is to be closed once more
     */
    public boolean retain() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Takes a user away. */
    public void release() {
        if (users.decrementAndGet() == 0) {
            descriptors.release();
            try {
                channel.close();
            } catch (IOException e) {
                // It was only a copy; there is nothing that could be lost.
                return;
            }
        }
    }

    /** The C library's function. A constant, so that the compiler sees through it. */
    private static final class C {

        private static final Linker LINKER = Linker.nativeLinker();
        private static final MethodHandle CREATE = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("memfd_create"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

        private C() {}

        static int create() {
            try (Arena arena = Arena.ofConfined()) {
                return (int) CREATE.invokeExact(arena.allocateFrom("porthole"), MFD_CLOEXEC);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
