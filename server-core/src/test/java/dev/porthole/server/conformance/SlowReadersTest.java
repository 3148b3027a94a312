package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two thousand clients that ask and hardly read. */
class SlowReadersTest {

    private static final int READERS = 2_000;
    private static final long FAR_TOO_MUCH = 64L << 20;

    /** The event loops and the threads for files, directories and reading of one server. */
    private static final int MOST_THREADS = 14;

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.letters();
        folder.sparse("large.bin", 20 << 20);
        folder.noise("small.bin", 100 << 10);
        for (int i = 0; i < 2_000; i++) {
            folder.file("many/a-name-that-takes-up-some-room-in-the-page-" + i + ".txt", "");
        }
    });

    @ParameterizedTest(name = "rob.slow-readers: {0} of {1} with {2}, {3} times")
    @CsvSource({
        "2000, /large.bin, X: y, 1",
        "2000, /small.bin, X: y, 1",
        "1000, /small.bin, Range: bytes=1-, 8",
        "1000, /small.bin, X: y, 8",
        "60, /many/, X: y, 4"})
    void slowReadersTakeUpNeitherMemoryNorThreadsNorTime(int readers, String target, String line, int times)
            throws Exception {
        assumeTrue(descriptorLimit() > 4 * READERS, "too few descriptors for both ends of so many connections");
        // What is kept in memory for its next reader may take a descriptor, and is no leak.
        SITE.get("/small.bin").hasStatus(200);
        Footprint before = Footprint.now();
        // The system takes the first answers for a client that does not read; the later ones have to wait.
        String requests = SITE.request("GET", target, line).repeat(times);
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < readers; i++) {
                clients.add(RawClient.connect(SITE.address(), 4_096).send(requests));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(SITE.get("/letters.txt").hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
            }
            for (RawClient client : clients) {
                client.readHead().hasStatusIn(200, 206, 503);
            }
            Footprint during = Footprint.now();
            assertThat(during.directBytes() - before.directBytes()).as("bytes in buffers")
                    .isLessThan(FAR_TOO_MUCH);
            assertThat(during.threads()).as("threads").isLessThanOrEqualTo(before.threads() + MOST_THREADS);
        } finally {
            for (RawClient client : clients) {
                client.reset();
            }
        }
        before.awaitDescriptorsBack();
        SITE.get("/letters.txt").hasStatus(200);
    }

    @ParameterizedTest(name = "rob.slow-readers: the last of {0} gets {1} whole")
    @CsvSource({"300, /small.bin"})
    void whatASlowReaderGetsInTheEndIsRight(int readers, String target) throws Exception {
        byte[] content = SITE.get(target).hasStatus(200).body();
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < readers; i++) {
                clients.add(RawClient.connect(SITE.address(), 4_096)
                        .send(SITE.request("GET", target, "Range: bytes=" + i + "-")));
            }
            for (int i = 0; i < readers; i++) {
                RawResponse head = clients.get(i).readHead().hasStatus(206);
                byte[] expected = Arrays.copyOfRange(content, i, content.length);
                assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(expected.length));
                assertThat(clients.get(i).readExactly(expected.length)).isEqualTo(expected);
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private static long descriptorLimit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
