package dev.porthole.server.event;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How the connections of one server were used and how they ended, exact since its log was made.
 *
 * @param accepted how many were accepted
 * @param open how many are open now
 * @param mostOpen how many were open at once, at most
 * @param used how many brought at least one request
 * @param reused how many brought more than one
 * @param requests how many requests came on all of them
 * @param ended how many ended for each reason; a reason for which none did is left out
 */
public record ConnectionTotals(
        long accepted,
        long open,
        long mostOpen,
        long used,
        long reused,
        long requests,
        Map<CloseReason, Long> ended) {

    /** Copies the counts of the ends, in the order of the reasons. */
    public ConnectionTotals {
        Map<CloseReason, Long> copy = new EnumMap<>(CloseReason.class);
        copy.putAll(ended);
        ended = Collections.unmodifiableMap(copy);
    }

    /** {@return the share of requests that needed no new connection, 0 to 1; 0 while there was none} */
    public double reuseShare() {
        return requests == 0 ? 0 : (double) Math.max(0, requests - used) / requests;
    }

    /** {@return how many requests a connection brought, of those that brought any; 0 while there was none} */
    public double requestsPerConnection() {
        return used == 0 ? 0 : (double) requests / used;
    }
}
