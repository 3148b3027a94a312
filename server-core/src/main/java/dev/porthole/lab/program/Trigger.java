package dev.porthole.lab.program;

/** When epoll tells, epoll(7). */
public enum Trigger {
    /** Edge-triggered: when something arrives. */
    EDGE,
    /** Level-triggered: while something is there. */
    LEVEL
}
