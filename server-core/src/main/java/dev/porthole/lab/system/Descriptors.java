package dev.porthole.lab.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every descriptor that a session has open, so that none is left behind and none is closed twice: the number of a
 * closed one may already be another's. Safe to use from any thread.
 */
public final class Descriptors {

    /** What stays free for the rest of the program. */
    public static final int SPARE = 200;

    private static final Path OPEN = Path.of("/proc/self/fd");
    private static final Path LIMITS = Path.of("/proc/self/limits");

    /** What is behind a descriptor. */
    public enum Kind {
        /** A socket, which shutdown(2) frees from a call that blocks. */
        SOCKET,
        /** An epoll instance. */
        EPOLL,
        /** Anything else. */
        OTHER
    }

    private final Map<Integer, Kind> open = new LinkedHashMap<>();
    private boolean over;

    /** An empty set. */
    public Descriptors() {}

    /** {@return how many more descriptors the program may open before fewer than {@link #SPARE} are left} */
    public static long left() {
        try (Stream<Path> opened = Files.list(OPEN);
                Stream<String> limits = Files.lines(LIMITS)) {
            long limit = limits.filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.substring("Max open files".length()).strip().split("\\s+", 2)[0])
                    .filter(words -> !words.equals("unlimited"))
                    .mapToLong(Long::parseLong).findFirst().orElse(Integer.MAX_VALUE);
            return limit - opened.count() - SPARE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return how many are open} */
    public synchronized int count() {
        return open.size();
    }

    /**
     * Notes one that was opened; after {@link #closeAll} it is closed at once.
     *
     * @param descriptor as the system gave it
     * @param kind what it is of, for the words that tell of it
     */
    public synchronized void add(int descriptor, Kind kind) {
        if (over) {
            // Opened by a thread that was not the session's own and had asked just before its end.
            Libc.close(descriptor);
        } else {
            open.put(descriptor, kind);
        }
    }

    /**
     * Closes one of the set; EBADF for one that is not in it.
     *
     * @param descriptor as the system gave it
     * @return 0, or a negative error
     */
    public synchronized int close(int descriptor) {
        return open.remove(descriptor) == null ? -Errno.EBADF.number() : Libc.close(descriptor);
    }

    /** Ends every call that blocks on one of them: at once, on any thread, and for good. */
    public synchronized void wakeAll() {
        for (Map.Entry<Integer, Kind> each : Map.copyOf(open).entrySet()) {
            if (each.getValue() == Kind.SOCKET) {
                Libc.shutdown(each.getKey(), Libc.SHUT_RDWR);
            } else if (each.getValue() == Kind.EPOLL) {
                wake(each.getKey());
            }
        }
    }

    /** Something that is ready is added to the instance, so that whoever waits comes back. */
    private void wake(int epoll) {
        int ready = Libc.eventfd(1);
        if (ready >= 0) {
            open.put(ready, Kind.OTHER);
            try (Arena arena = Arena.ofConfined()) {
                EpollEvents event = new EpollEvents(arena, 1);
                event.set(0, EpollFlags.EPOLLIN.bit(), ready);
                Libc.epollControl(epoll, Libc.EPOLL_CTL_ADD, ready, event.memory());
            }
        }
    }

    /** Closes all, for good. Only when no thread uses any of them any more. */
    public synchronized void closeAll() {
        // Not a method reference, which would load the C library where there is nothing to close.
        for (int each : open.keySet()) {
            Libc.close(each);
        }
        open.clear();
        over = true;
    }
}
