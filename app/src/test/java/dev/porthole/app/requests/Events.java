package dev.porthole.app.requests;

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
import org.jspecify.annotations.Nullable;

/** Writes a log as a server would. */
final class Events {

    final EventLog log;
    private long number;
    private long connection = 1;

    Events(EventLog log) {
        this.log = log;
    }

    /** Opens a connection, on which the next requests come. */
    void open(long newConnection, String client) {
        connection = newConnection;
        log.accept(new ConnectionOpened(
                connection, Instant.EPOCH, new InetSocketAddress(InetAddress.ofLiteral(client), 40_000)));
    }

    long receive(String method, String target) {
        number++;
        log.accept(new RequestReceived(
                number, connection, 1, Instant.EPOCH, method, target, "HTTP/1.1",
                method + " " + target + " HTTP/1.1\r\nHost: x\r\n\r\n"));
        return number;
    }

    void finish(long request, int status) {
        finish(request, status, 100, 6);
    }

    void finish(long request, int status, long sentBytes, long tookNanos) {
        log.accept(new ResponseFinished(
                request, connection, Instant.EPOCH, status, Why.of(Rule.FILE), null, "text/html", 10, sentBytes,
                "HTTP/1.1 " + status + " \r\n\r\n", new Timing(1, 2, tookNanos - 3),
                ResponseFinished.Outcome.COMPLETE));
    }

    /** A request as told in every detail, answered unless the response is null. */
    long exchange(RequestReceived request, @Nullable ResponseFinished response) {
        number = request.number();
        log.accept(request);
        if (response != null) {
            log.accept(response);
        }
        return number;
    }

    long answer(String target, int status) {
        long request = receive("GET", target);
        finish(request, status);
        return request;
    }
}
