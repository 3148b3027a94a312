package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.RequestReceived;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send a hundred thousand requests and read not one answer. */
class PipelineFloodTest {

    private static final int REQUESTS = 100_000;
    private static final int IN_A_BATCH = 100;
    private static final int CLIENTS = 4;
    private static final long FAR_TOO_MUCH = 64L << 20;

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.letters();
        folder.noise("page.bin", 8_000);
    });

    @ParameterizedTest(name = "rob.pipeline-flood: {0}")
    @ValueSource(strings = {"/page.bin", "/missing", "/"})
    void aFloodIsHeldBackAndOthersAreServed(String target) throws Exception {
        Footprint before = Footprint.now();
        byte[] batch = SITE.request("GET", target, "Cookie: " + "c".repeat(1_000))
                .repeat(IN_A_BATCH)
                .getBytes(ISO_8859_1);
        List<RawClient> clients = new ArrayList<>();
        AtomicInteger batches = new AtomicInteger();
        try (ExecutorService senders = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> floods = new ArrayList<>();
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    RawClient client = RawClient.connect(SITE.address(), 4_096);
                    clients.add(client);
                    floods.add(senders.submit(() -> flood(client, batch, batches)));
                }
                for (int i = 0; i < 100; i++) {
                    assertThat(SITE.get("/letters.txt").hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
                }
                assertThat(Footprint.now().directBytes() - before.directBytes())
                        .as("bytes in buffers").isLessThan(FAR_TOO_MUCH);
            } finally {
                for (RawClient client : clients) {
                    client.reset();
                }
            }
            for (Future<?> flood : floods) {
                flood.get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(batches.get()).as("batches taken").isLessThan(CLIENTS * REQUESTS / IN_A_BATCH);
        for (RawClient client : clients) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            SITE.recorder().closed(opened);
            assertThat(SITE.recorder().all(RequestReceived.class))
                    .anyMatch(request -> request.connection() == opened.connection());
        }
        before.awaitDescriptorsBack();
    }

    private static void flood(RawClient client, byte[] batch, AtomicInteger batches) {
        for (int i = 0; i < REQUESTS / IN_A_BATCH && client.offer(batch); i++) {
            batches.incrementAndGet();
        }
    }
}
