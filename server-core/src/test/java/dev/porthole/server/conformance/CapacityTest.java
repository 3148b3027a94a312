package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.AcceptPaused;
import dev.porthole.server.http.HttpLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that takes eight connections at once, and what the ninth client sees. */
class CapacityTest {

    private static final int MOST = 8;

    @RegisterExtension
    static final Site SITE =
            Site.serving(ServedFolder::letters).with(HttpLimits.DEFAULT.withConnections(MOST));

    @Test
    @DisplayName("capacity: served again as soon as somebody leaves")
    void theNinthClientIsServedWhenAnotherLeaves() throws Exception {
        for (int round = 0; round < 20; round++) {
            List<RawClient> clients = new ArrayList<>();
            try {
                for (int i = 0; i < MOST; i++) {
                    clients.add(SITE.connect());
                    clients.getLast().send(SITE.request("GET", "/letters.txt")).read().hasStatus(200);
                }
                try (RawClient ninth = SITE.connect()) {
                    ninth.send(SITE.request("GET", "/letters.txt"));
                    clients.removeFirst().close();
                    Instant begun = Instant.now();
                    ninth.read().hasStatusIn(200, 503);
                    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
                }
            } finally {
                for (RawClient client : clients) {
                    client.close();
                }
            }
        }
        AcceptPaused paused = SITE.recorder().await(AcceptPaused.class, event -> true);
        assertThat(paused.cause()).isEqualTo(AcceptPaused.Cause.TOO_MANY_CONNECTIONS);
    }

    @Test
    @DisplayName("capacity: connections that end in every way are counted once")
    void noSlotIsLostHoweverAConnectionEnds() throws Exception {
        for (int round = 0; round < 40; round++) {
            try (RawClient client = SITE.connect()) {
                switch (round % 4) {
                    case 0 -> client.send("nonsense\r\n\r\n").read().hasStatus(400);
                    case 1 -> client.send(SITE.request("GET", "/letters.txt")).reset();
                    case 2 -> client.finishSending().expectEof();
                    default -> client.send("GET / HT").reset();
                }
            }
        }
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            clients.add(SITE.connect());
            clients.getLast().send(SITE.request("GET", "/letters.txt"));
        }
        for (RawClient client : clients) {
            client.read().hasStatus(200);
            client.close();
        }
    }
}
