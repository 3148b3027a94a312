package dev.porthole.app.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SameRequestsTest {

    private final EventLog log = new EventLog();
    private long requests;

    private void open(long connection, String client) {
        log.accept(new ConnectionOpened(
                connection, Instant.EPOCH, new InetSocketAddress(InetAddress.ofLiteral(client), 1)));
    }

    private void answer(long connection, String method, String target) {
        requests++;
        log.accept(new RequestReceived(
                requests, connection, 1, Instant.EPOCH, method, target, "HTTP/1.1", method + "\r\n\r\n"));
        log.accept(new ResponseFinished(requests, connection, Instant.EPOCH, 200, Why.of(Rule.FILE), null, null, 0, 0,
                "", new Timing(1, 1, 1), ResponseFinished.Outcome.COMPLETE));
    }

    private static long number(Exchange exchange) {
        return exchange == null ? 0 : exchange.number();
    }

    @Test
    void takesTheNearestOfTheSameClientAndElseTheNearest() {
        open(1, "127.0.0.1");
        open(2, "192.168.0.7");
        answer(1, "GET", "/a?1");
        answer(2, "GET", "/a");
        answer(1, "HEAD", "/a");
        answer(1, "GET", "/a?2");
        answer(1, "GET", "/b");
        answer(2, "GET", "/a");
        SameRequests fourth = SameRequests.find(log, log.exchange(4));
        assertThat(number(fourth.before())).isEqualTo(1);
        assertThat(number(fourth.after())).isEqualTo(6);
        SameRequests second = SameRequests.find(log, log.exchange(2));
        assertThat(number(second.before())).isEqualTo(1);
        assertThat(number(second.after())).isEqualTo(6);
        assertThat(SameRequests.find(log, log.exchange(5))).isEqualTo(SameRequests.NONE);
    }
}
