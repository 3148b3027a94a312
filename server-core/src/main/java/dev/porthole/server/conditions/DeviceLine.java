package dev.porthole.server.conditions;

/** The line to one device: its profile now, and how busy each direction is. Safe to use from any thread. */
final class DeviceLine {

    private volatile NetworkProfile profile;
    private final Pace down;
    private final Pace up;
    /** How many connections use it; guarded by the {@link Conditions} it belongs to. */
    private int users;

    DeviceLine(NetworkProfile profile, long nowNanos) {
        this.profile = profile;
        this.down = new Pace(nowNanos);
        this.up = new Pace(nowNanos);
    }

    NetworkProfile profile() {
        return profile;
    }

    void become(NetworkProfile other, long nowNanos) {
        if (!other.equals(profile)) {
            profile = other;
            down.reset(nowNanos);
            up.reset(nowNanos);
        }
    }

    /** To the device. */
    Pace down() {
        return down;
    }

    /** From the device. */
    Pace up() {
        return up;
    }

    void addUser() {
        users++;
    }

    /** Takes a user away; true when nobody is left. */
    boolean removeUser() {
        return --users == 0;
    }
}
