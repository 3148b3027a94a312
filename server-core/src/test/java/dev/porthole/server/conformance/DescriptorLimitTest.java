package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server in a process that may open 256 files, and clients that use them all up. */
class DescriptorLimitTest {

    private static final int DESCRIPTORS = 256;
    private static final int CLIENTS = 400;
    private static final int WATCHED_MILLIS = 1_000;

    /** Half a core, in the hundredths of a second that the kernel counts in. */
    private static final long MOST_TICKS = 50;

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    @Test
    @DisplayName("load.emfile: no spin, no leak, and those who are in are served")
    void aServerOutOfDescriptorsIsCalmAndRecovers() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "only Linux tells about a process");
        List<RawClient> clients = new ArrayList<>();
        try (ServedFolder folder = new ServedFolder();
                SmallServer server = SmallServer.serving(folder, DESCRIPTORS)) {
            folder.letters();
            folder.sparse("large.bin", 64 << 20);
            visit(server, 200);
            long before = Footprint.descriptorsOf(server.proc("fd"));
            try (RawClient first = RawClient.connect(server.address())) {
                first.send(get("/letters.txt")).read().hasStatus(200);
                // Each takes two descriptors, one for its socket and one for the file it does not read: under a name
                // of its own, or those who ask for the same file would share what is open.
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(RawClient.connect(server.address(), 4_096).send(get("/large.bin?" + i)));
                }
                awaitDescriptors(server, DESCRIPTORS - 32, true);
                long ticks = server.ticks();
                assertThat(first.listen(WATCHED_MILLIS)).isZero();
                assertThat(server.ticks() - ticks).as("hundredths of a second of work").isLessThan(MOST_TICKS);
                for (int i = 0; i < 20; i++) {
                    first.send(get("/letters.txt?" + i)).read().hasStatusIn(200, 503);
                }
            } finally {
                for (RawClient client : clients) {
                    client.reset();
                }
            }
            // The server hears of one reset after the other; service is back when it has closed what they left.
            awaitDescriptors(server, before, false);
            visit(server, 200);
            awaitDescriptors(server, before, false);
        }
    }

    private static void visit(SmallServer server, int status) throws IOException {
        try (RawClient client = RawClient.connect(server.address())) {
            client.send(get("/letters.txt")).read().hasStatus(status);
        }
    }

    private static void awaitDescriptors(SmallServer server, long count, boolean orMore) throws IOException {
        Instant deadline = Instant.now().plusSeconds(10);
        long open = Footprint.descriptorsOf(server.proc("fd"));
        while ((orMore ? open < count : open > count) && Instant.now().isBefore(deadline)) {
            open = Footprint.descriptorsOf(server.proc("fd"));
        }
        if (orMore) {
            assertThat(open).as("descriptors of the server").isGreaterThanOrEqualTo(count);
        } else {
            assertThat(open).as("descriptors of the server").isLessThanOrEqualTo(count);
        }
    }
}
