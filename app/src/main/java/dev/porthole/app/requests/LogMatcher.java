package dev.porthole.app.requests;

import dev.porthole.app.requests.RequestFilter.Verdict;
import dev.porthole.server.event.ConnectionActivity;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import java.net.InetAddress;

/** Tells of single requests in a log whether the table would show them. Used by one thread at a time. */
public final class LogMatcher {

    private final EventLog log;

    /** Looks at this log. */
    public LogMatcher(EventLog log) {
        this.log = log;
    }

    /** Whether a filter lets a request through; no while that depends on its answer, or when it is dropped. */
    public boolean matches(RequestFilter filter, long number) {
        Exchange exchange = log.exchange(number);
        if (exchange == null) {
            return false;
        }
        ConnectionActivity connection = exchange.connection();
        InetAddress address = connection == null ? null : connection.client().getAddress();
        return filter.test(exchange, address == null ? "" : address.getHostAddress()) == Verdict.YES;
    }
}
