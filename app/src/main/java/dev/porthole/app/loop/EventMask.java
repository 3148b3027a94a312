package dev.porthole.app.loop;

import dev.porthole.server.transport.Transport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes masks as their system calls them. */
final class EventMask {

    /** From linux/eventpoll.h, without the EPOLL before each. */
    private static final Map<Integer, String> EPOLL = new LinkedHashMap<>();
    /** From java.nio.channels.SelectionKey, without the OP_. */
    private static final Map<Integer, String> NIO = new LinkedHashMap<>();
    /** Bit n stands for the filter -n of kqueue(2). */
    private static final Map<Integer, String> KQUEUE = new LinkedHashMap<>();

    static {
        EPOLL.put(0x1, "IN");
        EPOLL.put(0x2, "PRI");
        EPOLL.put(0x4, "OUT");
        EPOLL.put(0x8, "ERR");
        EPOLL.put(0x10, "HUP");
        EPOLL.put(0x2000, "RDHUP");
        EPOLL.put(1 << 28, "EXCLUSIVE");
        EPOLL.put(1 << 30, "ONESHOT");
        EPOLL.put(1 << 31, "ET");
        NIO.put(0x10, "ACCEPT");
        NIO.put(0x1, "READ");
        NIO.put(0x4, "WRITE");
        NIO.put(0x8, "CONNECT");
        KQUEUE.put(0x2, "READ");
        KQUEUE.put(0x4, "WRITE");
        KQUEUE.put(0x2000, "SOCK");
    }

    private EventMask() {}

    /** The mask of a transport: {@code IN|OUT|RDHUP}. A dash for none, numbers for bits without a name. */
    static String text(Transport transport, int mask) {
        return switch (transport) {
            case EPOLL -> text(EPOLL, mask);
            case NIO -> text(NIO, mask);
            case KQUEUE -> text(KQUEUE, mask);
            case IO_URING -> "–";
        };
    }

    /** A mask as the kernel has it, whatever the transport. */
    static String kernel(int mask) {
        return text(EPOLL, mask);
    }

    private static String text(Map<Integer, String> names, int mask) {
        if (mask == 0) {
            return "–";
        }
        List<String> set = new ArrayList<>();
        int left = mask;
        for (Map.Entry<Integer, String> each : names.entrySet()) {
            if ((mask & each.getKey()) != 0) {
                set.add(each.getValue());
                left &= ~each.getKey();
            }
        }
        if (left != 0) {
            set.add("0x" + Integer.toHexString(left));
        }
        return String.join("|", set);
    }

    /** What the loop waits with. */
    static String waitCall(Transport transport) {
        return switch (transport) {
            case EPOLL -> "epoll_wait";
            case NIO -> "select";
            case KQUEUE -> "kevent";
            case IO_URING -> "io_uring_enter";
        };
    }
}
