package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.ConnectionClosed;
import dev.porthole.server.event.ConnectionOpened;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that come faster than they can be let in. */
class AcceptFloodTest {

    private static final int CLIENTS = 8;
    private static final int VISITS = 500;

    /** More than wait in the system's accept queue. */
    private static final int AT_ONCE = 1_500;

    @RegisterExtension
    static final Site SITE = Site.serving(ServedFolder::letters);

    @Test
    @DisplayName("load.accept-flood: come and gone")
    void thousandsThatComeAndGoAreNoTrouble() throws Exception {
        Footprint before = Footprint.now();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Integer>> floods = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                boolean resetting = i % 2 == 0;
                floods.add(clients.submit(() -> visit(resetting)));
            }
            while (floods.stream().anyMatch(flood -> !flood.isDone())) {
                SITE.get("/letters.txt").hasStatus(200);
            }
            for (Future<Integer> flood : floods) {
                assertThat(flood.get(10, TimeUnit.SECONDS)).isEqualTo(VISITS);
            }
        }
        nothingIsLeft(before);
    }

    private static int visit(boolean resetting) throws IOException {
        for (int i = 0; i < VISITS; i++) {
            RawClient client = SITE.connect();
            if (resetting) {
                client.reset();
            } else {
                client.hangUp();
            }
        }
        return VISITS;
    }

    @Test
    @DisplayName("load.accept-flood: all at once")
    void moreThanTheQueueHoldsAreLetInOneAfterAnother() throws Exception {
        Footprint before = Footprint.now();
        List<SocketChannel> clients = new ArrayList<>();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                SocketChannel client = SocketChannel.open();
                clients.add(client);
                client.configureBlocking(false);
                client.connect(SITE.address());
            }
            SITE.get("/letters.txt").hasStatus(200);
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
        nothingIsLeft(before);
    }

    private static void nothingIsLeft(Footprint before) throws IOException {
        SITE.get("/letters.txt").hasStatus(200);
        before.awaitDescriptorsBack();
        Instant deadline = Instant.now().plusSeconds(10);
        while (closed() != opened() && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(closed()).as("connections closed").isEqualTo(opened());
    }

    private static int opened() {
        return SITE.recorder().all(ConnectionOpened.class).size();
    }

    private static int closed() {
        return SITE.recorder().all(ConnectionClosed.class).size();
    }
}
