package dev.porthole.lab.program;

import java.util.EnumSet;
import java.util.Set;

/**
 * How a program is built.
 *
 * @param trigger when epoll tells
 * @param mended the defects that it does not have
 * @param receiveSize how many bytes one recv(2) takes at most
 * @param backlog the argument of listen(2)
 */
public record Switches(Trigger trigger, Set<Switch> mended, int receiveSize, int backlog) {

    private static final int RECEIVE_SIZE = 1024;

    /** Copies the set. */
    public Switches {
        mended = Set.copyOf(mended);
    }

    /** The tutorial's: edge-triggered, and nothing mended. */
    static Switches origin(int backlog) {
        return new Switches(Trigger.EDGE, Set.of(), RECEIVE_SIZE, backlog);
    }

    /**
     * {@return whether a defect is mended}
     *
     * @param which the defect
     */
    public boolean on(Switch which) {
        return mended.contains(which);
    }

    /**
     * {@return the same with one switch put on or off}
     *
     * @param which the defect
     * @param on whether it is mended
     */
    public Switches with(Switch which, boolean on) {
        Set<Switch> changed = EnumSet.noneOf(Switch.class);
        changed.addAll(mended);
        if (on) {
            changed.add(which);
        } else {
            changed.remove(which);
        }
        return new Switches(trigger, changed, receiveSize, backlog);
    }

    /** The same with these switches on. */
    Switches withAll(Set<Switch> switches) {
        Set<Switch> changed = EnumSet.noneOf(Switch.class);
        changed.addAll(mended);
        changed.addAll(switches);
        return new Switches(trigger, changed, receiveSize, backlog);
    }

    /**
     * {@return the same with another trigger}
     *
     * @param other level or edge
     */
    public Switches with(Trigger other) {
        return new Switches(other, mended, receiveSize, backlog);
    }

    /**
     * {@return the same with another size of recv(2), at least 1}
     *
     * @param size bytes that one call takes at most
     */
    public Switches withReceiveSize(int size) {
        return new Switches(trigger, mended, size, backlog);
    }

    /**
     * {@return the same with another argument of listen(2), at least 0}
     *
     * @param places for clients that nobody has accepted yet
     */
    public Switches withBacklog(int places) {
        return new Switches(trigger, mended, receiveSize, places);
    }
}
