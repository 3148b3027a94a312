package dev.porthole.app.inspector.replay;

import dev.porthole.server.event.ConnectionActivity;
import dev.porthole.server.event.Exchange;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which requests this window sent itself, by the ports that it used. So nothing has to be added to a request to know it
 * again. From any thread.
 */
public final class SentRequests {

    private static final int MOST = 512;

    private final Clock clock;
    private final Map<Integer, Instant> ports = new LinkedHashMap<>();

    /** None yet. */
    public SentRequests(Clock clock) {
        this.clock = clock;
    }

    /** Notes that a request is about to be sent from a port. */
    synchronized void sentFrom(int port) {
        ports.remove(port);
        ports.put(port, clock.instant().minusMillis(1));
        if (ports.size() > MOST) {
            ports.remove(ports.keySet().iterator().next());
        }
    }

    /** Whether a request was sent by this window. */
    public synchronized boolean contains(Exchange exchange) {
        ConnectionActivity connection = exchange.connection();
        return connection != null && isFrom(connection);
    }

    private boolean isFrom(ConnectionActivity connection) {
        Instant since = ports.get(connection.client().getPort());
        return since != null && !connection.openedAt().isBefore(since);
    }
}
