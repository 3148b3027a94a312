package dev.porthole.server.files;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds on to whatever a path leads to without opening it: O_PATH of open(2), on Linux. What is held can be
 * looked at and then opened, and is the same both times. Without it, a named pipe put in a file's place between
 * the two would keep the thread that opens it waiting until somebody writes.
 */
final class PathDescriptor implements Closeable {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private static final boolean OFFERED =
            System.getProperty("os.name").equals("Linux") && Files.isDirectory(DESCRIPTORS);

    private static final int O_RDONLY = 0;
    private static final int O_PATH = 0x200000;
    private static final int O_CLOEXEC = 0x80000;

    private final int descriptor;

    private PathDescriptor(int descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Opens a file to read it, if it is a regular one, and never waits for anything but the disk.
     *
     * @param withDescriptor whether to open it a second time, for {@link OpenedFile#descriptor}
     */
    static OpenedFile openRegular(Path real, boolean withDescriptor) throws IOException {
        if (!OFFERED) {
            FileChannel channel = FileChannel.open(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            return new OpenedFile(channel, OpenedFile.NO_DESCRIPTOR);
        }
        try (PathDescriptor held = hold(real)) {
            Path place = DESCRIPTORS.resolve(Integer.toString(held.descriptor));
            if (!Files.isRegularFile(place)) {
                throw new FileSystemException(real.toString(), null, "not a regular file any more");
            }
            FileChannel channel = FileChannel.open(place, StandardOpenOption.READ);
            return new OpenedFile(channel, withDescriptor ? open(place) : OpenedFile.NO_DESCRIPTOR);
        }
    }

    /** A descriptor to read with, or none when there is none left to be had. */
    private static int open(Path place) {
        try (Arena arena = Arena.ofConfined()) {
            return C.open(arena.allocate(C.STATE), arena.allocateFrom(place.toString()), O_RDONLY | O_CLOEXEC);
        }
    }

    static void close(int descriptor) {
        C.close(descriptor);
    }

    private static PathDescriptor hold(Path real) throws IOException {
        String path = PercentEncoding.decode(real.toUri().getRawPath());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(C.STATE);
            int descriptor = C.open(
                    state, arena.allocateFrom(path, StandardCharsets.ISO_8859_1), O_PATH | O_CLOEXEC);
            if (descriptor < 0) {
                throw new FileSystemException(real.toString(), null, C.errorText(state));
            }
            return new PathDescriptor(descriptor);
        }
    }

    @Override
    public void close() {
        C.close(descriptor);
    }

    /** The C library's functions. Constants, so that the compiler sees through them. */
    private static final class C {

        private static final int LONGEST_TEXT = 256;
        private static final StructLayout STATE = Linker.Option.captureStateLayout();
        private static final VarHandle ERRNO =
                STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
        private static final Linker LINKER = Linker.nativeLinker();
        private static final MethodHandle OPEN = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("open"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(2));
        private static final MethodHandle CLOSE = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        private static final MethodHandle STRERROR = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("strerror"), FunctionDescriptor.of(ADDRESS, JAVA_INT));

        private C() {}

        static int open(MemorySegment state, MemorySegment path, int flags) {
            try {
                return (int) OPEN.invokeExact(state, path, flags);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        static String errorText(MemorySegment state) {
            try {
                MemorySegment text = (MemorySegment) STRERROR.invokeExact((int) ERRNO.get(state, 0L));
                return text.reinterpret(LONGEST_TEXT).getString(0);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        static int close(int descriptor) {
            try {
                return (int) CLOSE.invokeExact(descriptor);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
