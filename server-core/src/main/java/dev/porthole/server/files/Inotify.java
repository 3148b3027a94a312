package dev.porthole.server.files;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * inotify(7) on Linux. The kernel queues an event before the system call that caused it returns, so reading
 * the queue tells of everything that was written before; the JDK's own WatchService reads the same queue, but
 * on a thread of its own and therefore some time later.
 */
final class Inotify implements ChangeWatch {

    static final boolean IS_OFFERED = System.getProperty("os.name").equals("Linux");

    private static final int ENOSPC = 28;
    private static final int IN_NONBLOCK = 0x800;
    private static final int IN_CLOEXEC = 0x80000;

    /** IN_MODIFY, IN_ATTRIB, IN_DELETE_SELF, IN_MOVE_SELF. */
    private static final int FILE_EVENTS = 0x2 | 0x4 | 0x400 | 0x800;

    /** IN_ATTRIB, IN_MOVED_FROM, IN_MOVED_TO, IN_CREATE, IN_DELETE, IN_DELETE_SELF, IN_MOVE_SELF, IN_ONLYDIR. */
    private static final int DIRECTORY_EVENTS =
            0x4 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x800 | 0x1000000;

    private static final int QUEUE_READ_BYTES = 16 << 10;

    private static final AtomicInteger INSTANCES = new AtomicInteger();

    private final int descriptor;
    private final MemorySegment buffer = Arena.ofAuto().allocate(QUEUE_READ_BYTES);
    /** Unlike that of any other instance, so that what one vouched for is nothing to another. */
    private volatile long generation = (long) INSTANCES.incrementAndGet() << 32;
    /** How many threads are just adding a watch. */
    private int beingAdded;
    private boolean closed;
    private volatile FolderWatch.Limit limit = FolderWatch.Limit.NONE;

    private Inotify(int descriptor) {
        this.descriptor = descriptor;
    }

    static Optional<ChangeWatch> open() {
        if (!IS_OFFERED) {
            return Optional.empty();
        }
        int descriptor = C.init(IN_NONBLOCK | IN_CLOEXEC);
        return descriptor < 0 ? Optional.empty() : Optional.of(new Inotify(descriptor));
    }

    /** Waits for the disk, and lets nobody wait with it: event loops poll meanwhile. */
    @Override
    public boolean watch(Path real, boolean directory) {
        String path = PercentEncoding.decode(real.toUri().getRawPath());
        if (!beginWatch()) {
            return false;
        }
        try {
            int error = C.addWatch(descriptor, path, directory ? DIRECTORY_EVENTS : FILE_EVENTS);
            if (error == ENOSPC) {
                limit = FolderWatch.Limit.DIRECTORIES;
            }
            return error == 0;
        } finally {
            endWatch();
        }
    }

    private synchronized boolean beginWatch() {
        if (!closed) {
            beingAdded++;
        }
        return !closed;
    }

    private synchronized void endWatch() {
        beingAdded--;
        closeIfUnused();
    }

    @Override
    public FolderWatch.Limit limit() {
        return limit;
    }

    /** Synchronized, so that nobody can find the queue empty before what was in it has been counted. */
    @Override
    public synchronized void poll() {
        if (!closed && C.read(descriptor, buffer) > 0) {
            // Which events they are does not matter: reading again costs little, serving stale content much.
            generation++;
            while (C.read(descriptor, buffer) > 0) {
                generation++;
            }
        }
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            closeIfUnused();
        }
    }

    /** Not while watches are being added: the number could be another file's by then. */
    private void closeIfUnused() {
        if (closed && beingAdded == 0) {
            C.close(descriptor);
        }
    }

    /** The C library's functions. Constants, so that the compiler sees through them. */
    private static final class C {

        private static final Linker LINKER = Linker.nativeLinker();
        private static final SymbolLookup LIBRARY = LINKER.defaultLookup();
        private static final MethodHandle INIT =
                function("inotify_init1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        private static final StructLayout STATE = Linker.Option.captureStateLayout();
        private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
        private static final MethodHandle ADD_WATCH = function(
                "inotify_add_watch",
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT),
                Linker.Option.captureCallState("errno"));
        private static final MethodHandle READ =
                function("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
        private static final MethodHandle CLOSE =
                function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

        private C() {}

        private static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
            return LINKER.downcallHandle(LIBRARY.findOrThrow(name), type, options);
        }

        static int init(int flags) {
            try {
                return (int) INIT.invokeExact(flags);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        /** The number of the error, or 0. */
        static int addWatch(int descriptor, String pathBytes, int events) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment path = arena.allocateFrom(pathBytes, StandardCharsets.ISO_8859_1);
                MemorySegment state = arena.allocate(STATE);
                int watch = (int) ADD_WATCH.invokeExact(state, descriptor, path, events);
                return watch >= 0 ? 0 : (int) ERRNO.get(state, 0L);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        static long read(int descriptor, MemorySegment into) {
            try {
                return (long) READ.invokeExact(descriptor, into, into.byteSize());
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
