package dev.porthole.lab.trigger;

/** Why an epoll instance told something or stayed silent. */
public enum Reason {
    /** Level-triggered: there is something, and it is new. */
    ARRIVED,
    /** Level-triggered: there is still something. */
    STILL_THERE,
    /** Level-triggered: there is room to write. */
    ROOM,
    /** Edge-triggered: something has happened since the last time. */
    NEW_EDGE,
    /** EPOLL_CTL_MOD looks anew, and there was something: an edge made by hand. */
    BY_HAND,
    /** One-shot: told, and from now on silent. */
    ONCE,
    /** Silent: there is something, but nothing has happened since the last time. */
    NO_ARRIVAL,
    /** Silent: there is nothing to tell. */
    NOTHING_THERE,
    /** Silent: there is no room to write. */
    NO_ROOM,
    /** Silent: one-shot that has been told, whatever arrives. */
    DISARMED;

    /** {@return whether something was told} */
    public boolean told() {
        return switch (this) {
            case ARRIVED, STILL_THERE, ROOM, NEW_EDGE, BY_HAND, ONCE -> true;
            case NO_ARRIVAL, NOTHING_THERE, NO_ROOM, DISARMED -> false;
        };
    }
}
