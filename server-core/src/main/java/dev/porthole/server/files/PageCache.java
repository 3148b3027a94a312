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
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * Tells which parts of a file the system has in memory, so that they can be sent without waiting for the disk.
 * Asking takes about a microsecond where the system can count pages (cachestat(2), Linux 6.5), and some twenty
 * where it cannot, or must not for a file of somebody else. On systems other than Linux there is no way to ask, and
 * everything is taken to be in memory. For one thread only.
 */
public final class PageCache {

    private static final boolean OFFERED = System.getProperty("os.name").equals("Linux");

    /** The same on all processors since there are new system calls at all (from 403 on). */
    private static final long CACHESTAT = 451;

    /** Do not wait, preadv2(2); but what is missing, the system may begin to read. */
    private static final int RWF_NOWAIT = 8;

    private static final int ENOSYS = 38;
    private static final int EOPNOTSUPP = 95;

    /** Linux's own constant for the type of a memory file system, statfs(2). */
    private static final long TMPFS_MAGIC = 0x01021994;

    /** Pages that are still being read count as present. Reading ahead takes no less, so looks find them. */
    private static final long LOOK_EVERY = 128 << 10;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment state = arena.allocate(C.STATE);
    private final MemorySegment range = arena.allocate(JAVA_LONG, 2);
    /** Struct cachestat: pages in the cache, dirty, under writeback, evicted, recently evicted. */
    private final MemorySegment counts = arena.allocate(JAVA_LONG, 5);
    private final MemorySegment vector = arena.allocate(JAVA_LONG, 2);
    /** Struct statfs, of which the type is the first. */
    private final MemorySegment fileSystem = arena.allocate(JAVA_LONG, 32);
    private boolean counting;

    /** Asks nothing yet. */
    public PageCache() {
        this(true);
    }

    /** Whether to try to have pages counted. */
    PageCache(boolean counting) {
        this.counting = counting;
        vector.setAtIndex(JAVA_LONG, 0, arena.allocate(1).address());
        vector.setAtIndex(JAVA_LONG, 1, 1);
    }

    /**
     * {@return whether a part of a file is in memory} False as well when nobody can tell: on file systems that cannot
     * read without waiting (some of the network), when descriptors ran out while the file was opened, and beyond its
     * end.
     *
     * @param file an open file
     * @param position where the part begins, in bytes from the beginning of the file
     * @param length in bytes
     */
    public boolean holds(ServedFile file, long position, long length) {
        if (!OFFERED) {
            return true;
        }
        int descriptor = file.descriptor();
        if (descriptor == OpenedFile.NO_DESCRIPTOR) {
            return false;
        }
        if (counting) {
            long counted = count(descriptor, position, length);
            if (counted >= 0) {
                return counted >= pages(position, length) && isReadable(descriptor, position, length, LOOK_EVERY);
            }
        }
        return isReadable(descriptor, position, length, C.PAGE);
    }

    private static long pages(long position, long length) {
        return (position + length - 1) / C.PAGE - position / C.PAGE + 1;
    }

    /** How many pages of a part are in the cache, or being read into it; negative when that is not to be had. */
    private long count(int descriptor, long position, long length) {
        range.setAtIndex(JAVA_LONG, 0, position);
        range.setAtIndex(JAVA_LONG, 1, length);
        if (C.cachestat(state, descriptor, range, counts) == 0) {
            return counts.getAtIndex(JAVA_LONG, 0);
        }
        counting = C.error(state) != ENOSYS;
        return -1;
    }

    private boolean isReadable(int descriptor, long position, long length, long every) {
        return canRead(descriptor, position, length, every)
                || C.error(state) == EOPNOTSUPP && isInMemoryOnly(descriptor);
    }

    /** Whether there is no disk to wait for. */
    private boolean isInMemoryOnly(int descriptor) {
        return C.fstatfs(state, descriptor, fileSystem) == 0 && fileSystem.get(JAVA_LONG, 0) == TMPFS_MAGIC;
    }

    /** Whether every so many bytes one can be read at once, and the last one too. */
    private boolean canRead(int descriptor, long position, long length, long every) {
        long last = position + length - 1;
        for (long at = position; at < last; at += every) {
            if (!canRead(descriptor, at)) {
                return false;
            }
        }
        return canRead(descriptor, last);
    }

    private boolean canRead(int descriptor, long at) {
        return C.preadv2(state, descriptor, vector, at) == 1;
    }

    /** The C library's functions. Constants, so that the compiler sees through them. */
    private static final class C {

        private static final StructLayout STATE = Linker.Option.captureStateLayout();
        private static final VarHandle ERRNO =
                STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
        private static final Linker LINKER = Linker.nativeLinker();
        private static final Linker.Option ERRNO_KEPT = Linker.Option.captureCallState("errno");
        private static final MethodHandle SYSCALL = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT),
                ERRNO_KEPT,
                Linker.Option.firstVariadicArg(1));
        private static final MethodHandle PREADV2 = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("preadv2"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG, JAVA_INT),
                ERRNO_KEPT);
        private static final MethodHandle FSTATFS = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("fstatfs"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS),
                ERRNO_KEPT);
        private static final long PAGE = pageSize();

        private C() {}

        private static long pageSize() {
            try {
                return (int) LINKER.downcallHandle(
                                LINKER.defaultLookup().findOrThrow("getpagesize"), FunctionDescriptor.of(JAVA_INT))
                        .invokeExact();
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        static long cachestat(MemorySegment state, int descriptor, MemorySegment range, MemorySegment counts) {
            try {
                return (long) SYSCALL.invokeExact(state, CACHESTAT, descriptor, range, counts, 0);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        static long preadv2(MemorySegment state, int descriptor, MemorySegment vector, long at) {
            try {
                return (long) PREADV2.invokeExact(state, descriptor, vector, 1, at, RWF_NOWAIT);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        static int fstatfs(MemorySegment state, int descriptor, MemorySegment fileSystem) {
            try {
                return (int) FSTATFS.invokeExact(state, descriptor, fileSystem);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        static int error(MemorySegment state) {
            return (int) ERRNO.get(state, 0L);
        }
    }
}
