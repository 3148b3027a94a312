package dev.porthole.lab.system;

import java.util.ArrayList;
import java.util.List;

/** The flags of epoll_ctl(2), and their names. */
public enum EpollFlags {
    /** There is something to read, or somebody to accept. */
    EPOLLIN(0x1),
    /** Something urgent. */
    EPOLLPRI(0x2),
    /** There is room to write. */
    EPOLLOUT(0x4),
    /** An error; told whether asked for or not. */
    EPOLLERR(0x8),
    /** Both directions are closed; told whether asked for or not. */
    EPOLLHUP(0x10),
    /** The peer has closed its sending side. */
    EPOLLRDHUP(0x2000),
    /** Only one of several waiting epoll instances is woken. */
    EPOLLEXCLUSIVE(1 << 28),
    /** Told once, then silent until modified. */
    EPOLLONESHOT(1 << 30),
    /** Told when something arrives, not while something is there. */
    EPOLLET(1 << 31);

    private final int bit;

    EpollFlags(int bit) {
        this.bit = bit;
    }

    /** {@return its bit} */
    public int bit() {
        return bit;
    }

    /**
     * {@return whether a mask contains it}
     *
     * @param mask events of epoll_ctl(2) or epoll_wait(2)
     */
    public boolean in(int mask) {
        return (mask & bit) != 0;
    }

    /**
     * {@return all bits of some flags}
     *
     * @param flags none for an empty mask
     */
    public static int mask(EpollFlags... flags) {
        int mask = 0;
        for (EpollFlags each : flags) {
            mask |= each.bit;
        }
        return mask;
    }

    /**
     * {@return a mask in the notation of C: {@code EPOLLIN|EPOLLET}; bits without a name in hexadecimal; 0 for none}
     *
     * @param mask events of epoll_ctl(2) or epoll_wait(2)
     */
    public static String names(int mask) {
        List<String> names = new ArrayList<>();
        int rest = mask;
        for (EpollFlags each : values()) {
            if (each.in(mask)) {
                names.add(each.name());
                rest &= ~each.bit;
            }
        }
        if (rest != 0 || names.isEmpty()) {
            names.add(rest == 0 ? "0" : "0x" + Integer.toHexString(rest));
        }
        return String.join("|", names);
    }
}
