package dev.porthole.lab.system;

import java.lang.foreign.Arena;
import java.util.stream.IntStream;

/** Descriptors registered with an epoll instance, level-triggered: the kernel keeps the list between the calls. */
public final class EpollSet implements WatchSet {

    private final int epoll;
    private final EpollEvents events;
    private int found;

    /**
     * Registers descriptors.
     *
     * @param arena what the kernel answers is kept as long as it lives
     * @param epoll the instance, which stays the caller's to close
     * @param descriptors what is watched, for reading
     * @throws IllegalStateException if the kernel refuses one of them
     */
    public EpollSet(Arena arena, int epoll, int... descriptors) {
        this.epoll = epoll;
        this.events = new EpollEvents(arena, descriptors.length);
        EpollEvents registered = new EpollEvents(arena, 1);
        for (int each : descriptors) {
            registered.set(0, EpollFlags.EPOLLIN.bit(), each);
            int result = Libc.epollControl(epoll, Libc.EPOLL_CTL_ADD, each, registered.memory());
            if (result < 0) {
                throw new IllegalStateException("EPOLL_CTL_ADD " + each + ": " + Errno.name(-result));
            }
        }
    }

    @Override
    public String call() {
        return "epoll_wait";
    }

    @Override
    public int look() {
        found = Libc.epollWait(epoll, events.memory(), events.capacity(), 0);
        return found;
    }

    @Override
    public int[] ready() {
        return IntStream.range(0, found).map(i -> (int) events.data(i)).sorted().toArray();
    }
}
