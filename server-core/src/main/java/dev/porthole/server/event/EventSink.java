package dev.porthole.server.event;

/**
 * Where a server puts its events. Called on the event loops, for one connection always on the same one and
 * in order; an implementation must return at once and never throw.
 */
@FunctionalInterface
public interface EventSink {

    /**
     * Takes one event.
     *
     * @param event immutable, so it may be kept and given to other threads
     */
    void accept(ServerEvent event);
}
