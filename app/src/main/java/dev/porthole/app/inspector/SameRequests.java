package dev.porthole.app.inspector;

import dev.porthole.server.event.ConnectionActivity;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.RequestReceived;
import java.net.InetAddress;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The same request, before and after another one: the nearest with its method and path, from the same client if that
 * asked more than once.
 *
 * @param before the one before, or null
 * @param after the one after, or null
 */
record SameRequests(@Nullable Exchange before, @Nullable Exchange after) {

    static final SameRequests NONE = new SameRequests(null, null);

    /** So far it looks: enough for any page, and a moment's work. */
    private static final int FARTHEST = 20_000;

    /** Looks for them; may take some milliseconds, so not for the thread of the window. */
    static SameRequests find(EventLog log, Exchange exchange) {
        return new SameRequests(
                find(log, exchange, number -> number - 1),
                find(log, exchange, number -> number + 1));
    }

    private static @Nullable Exchange find(EventLog log, Exchange exchange, LongUnaryOperator step) {
        InetAddress client = client(exchange);
        String path = path(exchange);
        long oldest = log.oldestNumber();
        long newest = log.newestNumber();
        Exchange nearest = null;
        long number = step.applyAsLong(exchange.number());
        for (int i = 0; i < FARTHEST && number >= oldest && number <= newest; i++) {
            Exchange other = log.exchange(number);
            if (other != null && other.response() != null
                    && other.request().method().equals(exchange.request().method()) && path(other).equals(path)) {
                if (client == null || client.equals(client(other))) {
                    return other;
                }
                nearest = nearest == null ? other : nearest;
            }
            number = step.applyAsLong(number);
        }
        return nearest;
    }

    /** The client's address, or null when it is not known. */
    static @Nullable InetAddress client(Exchange exchange) {
        ConnectionActivity connection = exchange.connection();
        return connection == null ? null : connection.client().getAddress();
    }

    /** The target without its query. */
    static String path(Exchange exchange) {
        return pathOf(exchange.request());
    }

    /** The target without its query. */
    static String pathOf(RequestReceived request) {
        return request.target().split("\\?", 2)[0];
    }
}
