package dev.porthole.server.loop;

import java.util.List;

/** The sockets of one event loop, as its transport knows them. For the loop's thread only. */
public interface WatchedSockets {

    /**
     * Begins or ends to tell what goes through them.
     *
     * @param traced true while somebody looks on
     */
    void setTraced(boolean traced);

    /** {@return each of them, with what is asked of the system about it now} */
    List<Interest> interests();
}
