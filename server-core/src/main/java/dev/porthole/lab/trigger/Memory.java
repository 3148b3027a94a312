package dev.porthole.lab.trigger;

/** What has happened to one epoll instance since it was asked last: enough to say why it answers as it does. */
final class Memory {

    private final Watcher watcher;
    private boolean arrived;
    private boolean modified;
    private boolean disarmed;

    Memory(Watcher watcher) {
        this.watcher = watcher;
    }

    void arrived() {
        arrived = true;
    }

    void roomMade() {
        arrived |= watcher.writes();
    }

    void modified() {
        modified = true;
        disarmed = false;
    }

    /**
     * It was asked.
     *
     * @param flags its answer
     * @param something whether there is something to read, or an end or an error to hear of
     * @param full whether there is no room to write
     */
    Reason asked(int flags, boolean something, boolean full) {
        Reason reason = flags == 0 ? silent(something, full) : told();
        disarmed |= flags != 0 && watcher.once();
        arrived = false;
        modified = false;
        return reason;
    }

    private Reason told() {
        if (watcher.once()) {
            return Reason.ONCE;
        }
        if (watcher.edge()) {
            return modified && !arrived ? Reason.BY_HAND : Reason.NEW_EDGE;
        }
        if (!watcher.reads()) {
            return Reason.ROOM;
        }
        return arrived ? Reason.ARRIVED : Reason.STILL_THERE;
    }

    private Reason silent(boolean something, boolean full) {
        if (disarmed) {
            return Reason.DISARMED;
        }
        if (watcher.reads() && something || watcher.writes() && !full) {
            return Reason.NO_ARRIVAL;
        }
        return watcher.writes() ? Reason.NO_ROOM : Reason.NOTHING_THERE;
    }
}
