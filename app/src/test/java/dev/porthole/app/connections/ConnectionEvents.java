package dev.porthole.app.connections;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionClosed;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;

/** Writes the story of connections into a log, at moments of choice. */
final class ConnectionEvents {

    static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

    final EventLog log;
    private long requests;

    ConnectionEvents(EventLog log) {
        this.log = log;
    }

    static Instant at(long millis) {
        return START.plusMillis(millis);
    }

    void open(long connection, long millis) {
        log.accept(new ConnectionOpened(
                connection, at(millis), new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 40_000)));
    }

    void close(long connection, long millis, CloseReason reason) {
        log.accept(new ConnectionClosed(connection, at(millis), reason));
    }

    /** A request whose head was complete as soon as it began. */
    long receive(long connection, long millis) {
        requests++;
        log.accept(new RequestReceived(
                requests, connection, (int) requests, at(millis), "GET", "/" + requests, "HTTP/1.1", "head"));
        return requests;
    }

    void finish(long request, long connection, long millis, int status) {
        finish(request, connection, millis, status, new Timing(0, 0, 0));
    }

    void finish(long request, long connection, long millis, int status, Timing timing) {
        log.accept(new ResponseFinished(
                request, connection, at(millis), status, Why.of(Rule.FILE), null, "text/html", 10, 100, "head",
                timing, ResponseFinished.Outcome.COMPLETE));
    }

    long answer(long connection, long from, long to, int status) {
        long request = receive(connection, from);
        finish(request, connection, to, status);
        return request;
    }
}
