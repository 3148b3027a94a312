package dev.porthole.lab.script;

import java.util.Locale;

/** The seven experiments, in the order of the list. */
public enum Experiment {
    /** Level-triggered, edge-triggered and one-shot, on one socket. */
    TRIGGER(1),
    /** The two programs of the tutorial, with switches for their defects. */
    PROGRAMS(2),
    /** What a wait costs with select, poll and epoll. */
    COST(3),
    /** One slow client against four ways to build a server. */
    SERVERS(4),
    /** Connections that are kept, and the length that makes it possible. */
    KEEPALIVE(5),
    /** The waiting room in front of accept. */
    BACKLOG(6),
    /** What epoll cannot do, and what surprises. */
    LIMITS(7);

    private final int number;

    Experiment(int number) {
        this.number = number;
    }

    /** {@return its number in the list, from 1} */
    public int number() {
        return number;
    }

    /** {@return its name on the command line and in recordings} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
