package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
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

/** Many clients at once. */
class LoadTest {

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.letters();
        for (int i = 0; i < 10; i++) {
            folder.noise("n/" + i + ".bin", 1_000 + i * 7_919);
        }
    });

    private static void closeAll(List<RawClient> clients) throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    @DisplayName("load.100x5-keepalive")
    void aHundredClientsGetTheirOwnAnswers() throws Exception {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            files.add(Files.readAllBytes(SITE.folder().path("n/" + i + ".bin")));
        }
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int c = 0; c < 100; c++) {
                int number = c;
                results.add(clients.submit(() -> {
                    try (RawClient client = SITE.connect()) {
                        for (int i = 0; i < 5; i++) {
                            int file = (number + i) % files.size();
                            client.send(SITE.request("GET", "/n/" + file + ".bin"));
                            assertThat(client.read().hasStatus(200).body()).isEqualTo(files.get(file));
                        }
                    }
                    return 5;
                }));
            }
            for (Future<Integer> result : results) {
                assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(5);
            }
        }
    }

    @Test
    @DisplayName("load.800-short-connections")
    void eightHundredShortVisitsAreServed() throws Exception {
        for (int i = 0; i < 800; i++) {
            assertThat(SITE.get("/letters.txt").hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
        }
    }

    @Test
    @DisplayName("load.2000-idle-keepalive")
    void twoThousandIdleConnectionsDelayNobody() throws Exception {
        List<RawClient> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 2_000; i++) {
                RawClient client = SITE.connect();
                idle.add(client);
                client.send(SITE.request("GET", "/letters.txt")).read().hasStatus(200);
            }
            Instant begun = Instant.now();
            for (int i = 0; i < 20; i++) {
                SITE.get("/letters.txt").hasStatus(200);
            }
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(2));
            for (int i = 0; i < 2_000; i += 100) {
                idle.get(i).send(SITE.request("GET", "/letters.txt")).read().hasStatus(200);
            }
        } finally {
            closeAll(idle);
        }
    }

    @Test
    @DisplayName("load.emfile-recovery")
    void aServerOutOfDescriptorsRecoversWhenItsClientsLeave() throws Exception {
        List<RawClient> idle = new ArrayList<>();
        try (ServedFolder folder = new ServedFolder();
                SmallServer server = SmallServer.serving(folder, 256)) {
            folder.letters();
            try {
                for (int i = 0; i < 400; i++) {
                    idle.add(RawClient.connect(server.address()));
                }
                // As many as the system allows are served, even while the rest waits.
                idle.getFirst().send("GET /letters.txt HTTP/1.1\r\nHost: localhost\r\n\r\n").read()
                        .hasStatus(200);
            } finally {
                closeAll(idle);
            }
            Instant begun = Instant.now();
            try (RawClient client = RawClient.connect(server.address())) {
                client.send("GET /letters.txt HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
            }
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }
}
