package dev.porthole.lab.trigger;

import dev.porthole.lab.system.EpollFlags;

/** A way to register a socket with an epoll instance of its own, epoll_ctl(2): a column of the table. */
public enum Watcher {
    /** Level-triggered, the default: told as long as there is something. */
    LT("LT", EpollFlags.EPOLLIN),
    /** Edge-triggered: told when something arrives. */
    ET("ET", EpollFlags.EPOLLIN, EpollFlags.EPOLLET),
    /** Told once, then silent until it is registered anew. */
    ONESHOT("ONESHOT", EpollFlags.EPOLLIN, EpollFlags.EPOLLONESHOT),
    /** Level-triggered, and asks for the peer's end by name. */
    RDHUP("RDHUP", EpollFlags.EPOLLIN, EpollFlags.EPOLLRDHUP),
    /** Edge-triggered for both directions. */
    IN_OUT_ET("IN|OUT|ET", EpollFlags.EPOLLIN, EpollFlags.EPOLLOUT, EpollFlags.EPOLLET),
    /** Level-triggered for writing. */
    OUT("OUT", EpollFlags.EPOLLOUT),
    /** Edge-triggered for writing. */
    OUT_ET("OUT|ET", EpollFlags.EPOLLOUT, EpollFlags.EPOLLET);

    private final String column;
    private final int mask;

    Watcher(String column, EpollFlags... flags) {
        this.column = column;
        this.mask = EpollFlags.mask(flags);
    }

    /** {@return the heading of its column, the same in all languages} */
    public String column() {
        return column;
    }

    /** {@return what it registers} */
    public int mask() {
        return mask;
    }

    /** {@return whether it asks for what there is to read} */
    public boolean reads() {
        return EpollFlags.EPOLLIN.in(mask);
    }

    /** {@return whether it asks for room to write} */
    public boolean writes() {
        return EpollFlags.EPOLLOUT.in(mask);
    }

    /** {@return whether only arrivals are told} */
    public boolean edge() {
        return EpollFlags.EPOLLET.in(mask);
    }

    /** {@return whether it is told once only} */
    public boolean once() {
        return EpollFlags.EPOLLONESHOT.in(mask);
    }
}
