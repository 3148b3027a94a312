package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that change, requests without end, and clients that misbehave. */
class RobustnessTest {

    private static final int EIGHT_MIB = 8 << 20;

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.letters();
        folder.file("index.html", "<p>home</p>");
        folder.sparse("eight.bin", EIGHT_MIB);
    });

    /** Asks for a file and reads nothing but the head, with next to no room to receive more. */
    private static RawClient stalledReaderOf(String target, long length) throws IOException {
        RawClient client = RawClient.connect(SITE.address(), 4_096);
        client.send(SITE.request("GET", target));
        assertThat(client.readHead().hasStatus(200).header("Content-Length"))
                .isEqualTo(String.valueOf(length));
        return client;
    }

    @Test
    @DisplayName("rob.truncated-during-transfer")
    void aFileThatShrinksIsCutShortAndNeverPadded() throws Exception {
        Path file = SITE.folder().sparse("shrinking.bin", 64 << 20);
        try (RawClient client = stalledReaderOf("/shrinking.bin", 64 << 20)) {
            try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
                opened.setLength(1 << 20);
            }
            // The connection may have been cut by now.
            client.offer(SITE.request("GET", "/letters.txt").getBytes(ISO_8859_1));
            client.readToEnd((64 << 20) - 1);
        }
        SITE.get("/letters.txt").hasStatus(200);
    }

    @Test
    @DisplayName("rob.emptied-during-transfer")
    void aFileThatIsEmptiedIsCutShort() throws Exception {
        Path file = SITE.folder().sparse("emptied.bin", 64 << 20);
        try (RawClient client = stalledReaderOf("/emptied.bin", 64 << 20)) {
            Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
            client.readToEnd((64 << 20) - 1);
        }
    }

    @Test
    @DisplayName("rob.grown-during-transfer")
    void aFileThatGrowsIsSentAsLongAsAnnounced() throws Exception {
        Path file = SITE.folder().sparse("growing.bin", EIGHT_MIB);
        try (RawClient client = stalledReaderOf("/growing.bin", EIGHT_MIB)) {
            Files.write(file, new byte[1 << 20], StandardOpenOption.APPEND);
            assertThat(client.readExactly(EIGHT_MIB)).isEqualTo(new byte[EIGHT_MIB]);
            client.send(SITE.request("GET", "/letters.txt"));
            assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
        }
    }

    @Test
    @DisplayName("rob.deleted-during-transfer")
    void aFileThatIsDeletedIsSentToItsEnd() throws Exception {
        Path file = SITE.folder().sparse("doomed.bin", EIGHT_MIB);
        try (RawClient client = stalledReaderOf("/doomed.bin", EIGHT_MIB)) {
            Files.delete(file);
            assertThat(client.readExactly(EIGHT_MIB)).isEqualTo(new byte[EIGHT_MIB]);
            client.send(SITE.request("GET", "/doomed.bin")).read().hasStatus(404);
        }
    }

    @Test
    @DisplayName("rob.replaced-during-transfer")
    void aFileThatIsReplacedIsSentAsItWas() throws Exception {
        Path file = SITE.folder().sparse("replaced.bin", EIGHT_MIB);
        Path other = SITE.folder().file("replacement.bin", "new");
        try (RawClient client = stalledReaderOf("/replaced.bin", EIGHT_MIB)) {
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(client.readExactly(EIGHT_MIB)).isEqualTo(new byte[EIGHT_MIB]);
            assertThat(client.send(SITE.request("GET", "/replaced.bin")).read().text()).isEqualTo("new");
        }
    }

    @Test
    @DisplayName("rob.dir-deleted")
    void aDirectoryThatIsDeletedIsNotFound() throws Exception {
        Path file = SITE.folder().file("gone/inner.txt", "inner");
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/gone/")).read().hasStatus(200);
            client.send(SITE.request("GET", "/gone/inner.txt")).read().hasStatus(200);
            Files.delete(file);
            Files.delete(file.getParent());
            client.send(SITE.request("GET", "/gone/inner.txt")).read().hasStatus(404);
            client.send(SITE.request("GET", "/gone/")).read().hasStatus(404);
            client.send(SITE.request("GET", "/gone")).read().hasStatus(404);
        }
    }

    @ParameterizedTest(name = "rob.uri-{0}")
    @ValueSource(ints = {4_097, 8_000, 12_000, 16_000})
    void anOrdinaryLongTargetIsServed(int length) throws Exception {
        String target = "/letters.txt?" + "q".repeat(length - "/letters.txt?".length());
        assertThat(SITE.get(target).hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
    }

    @ParameterizedTest(name = "rob.uri-64k, rob.uri-64k-414: {0}")
    @ValueSource(ints = {16_400, 17_000, 65_536, 200_000})
    void aTargetThatIsTooLongIsRefused(int length) throws Exception {
        SITE.refused("GET /" + "a".repeat(length) + " HTTP/1.1\r\nHost: localhost\r\n\r\n").hasStatus(414);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "rob.uri-endless, 414, GET /, a",
        "rob.method-endless, 414, '', A",
        "rob.header-endless, 431, 'GET / HTTP/1.1~Host: localhost~X-A: ', a",
        "rob.header-endless-name, 431, 'GET / HTTP/1.1~Host: localhost~', a",
        "rob.header-endless-lines, 431, 'GET / HTTP/1.1~Host: localhost~', X-A: 1~"})
    void aRequestWithoutEndIsRefusedBeforeFourMebibytes(String id, int status, String begin, String more)
            throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send(begin.replace("~", "\r\n"));
            byte[] flood = more.replace("~", "\r\n").repeat(8_192 / more.length()).getBytes(ISO_8859_1);
            int sent = 0;
            while (sent < 4 << 20 && client.listen(1) == 0 && client.offer(flood)) {
                sent += flood.length;
            }
            assertThat(sent).as("bytes taken").isLessThan(4 << 20);
        }
        SITE.refused(begin.replace("~", "\r\n") + more.replace("~", "\r\n").repeat(60_000 / more.length()))
                .hasStatusIn(status, status == 414 ? 501 : status);
    }

    @Test
    @DisplayName("rob.leading-crlf-flood")
    void emptyLinesWithoutEndAreRefused() throws Exception {
        try (RawClient client = SITE.connect()) {
            byte[] flood = "\r\n".repeat(4_096).getBytes(ISO_8859_1);
            int sent = 0;
            while (sent < 4 << 20 && client.listen(1) == 0 && client.offer(flood)) {
                sent += flood.length;
            }
            assertThat(sent).as("bytes of empty lines taken").isLessThan(4 << 20);
        }
    }

    @Test
    @DisplayName("rob.headers-16x1k, rob.headers-100")
    void ordinaryManyOrLongHeadersAreServed() throws Exception {
        SITE.get("/letters.txt", lines(16, 1_000)).hasStatus(200);
        SITE.get("/letters.txt", lines(7, 1_024)).hasStatus(200);
        SITE.get("/letters.txt", lines(100, 1)).hasStatus(200);
        SITE.get("/letters.txt", lines(190, 1)).hasStatus(200);
        SITE.get("/letters.txt", lines(1, 16_000)).hasStatus(200);
        SITE.get("/letters.txt", lines(3, 10_000)).hasStatus(200);
    }

    @ParameterizedTest(name = "{0}: {1} lines of {2}")
    @CsvSource({
        "rob.header-64k, 1, 65536",
        "rob.header-33k, 1, 33792",
        "rob.headers-in-sum, 40, 1000",
        "rob.headers-201, 201, 1",
        "rob.header-many-tiny, 5000, 1"})
    void tooManyOrTooLongHeadersAreRefused(String id, int count, int length) throws Exception {
        Instant begun = Instant.now();
        SITE.refused(SITE.request("GET", "/letters.txt", lines(count, length))).hasStatus(431);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    private static String[] lines(int count, int length) {
        String[] lines = new String[count];
        for (int i = 0; i < count; i++) {
            lines[i] = "X-" + i + ": " + "v".repeat(length);
        }
        return lines;
    }

    @Test
    @DisplayName("rob.rst-mid-download")
    void clientsThatVanishLeaveNothingBehind() throws Exception {
        for (int i = 0; i < 60; i++) {
            try (RawClient client = RawClient.connect(SITE.address(), 4_096)) {
                client.send(SITE.request("GET", "/eight.bin")).readHead().hasStatus(200);
                client.reset();
            }
            if (i % 10 == 0) {
                SITE.get("/letters.txt").hasStatus(200);
            }
        }
        SITE.awaitNoOpenFile();
        SITE.get("/letters.txt").hasStatus(200);
    }

    @Test
    @DisplayName("rob.partial-heads-abandoned")
    void halfRequestsLeaveNothingBehind() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            clients.add(SITE.connect().send("GET /letters.txt HTTP/1.1\r\nHost: loc"));
        }
        SITE.get("/letters.txt").hasStatus(200);
        for (RawClient client : clients) {
            client.close();
        }
        SITE.get("/letters.txt").hasStatus(200);
    }

    @Test
    @DisplayName("rob.slow-readers-do-not-block")
    void stalledReadersDelayNobody() throws Exception {
        List<RawClient> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                readers.add(stalledReaderOf("/eight.bin", EIGHT_MIB));
            }
            Instant begun = Instant.now();
            for (int i = 0; i < 20; i++) {
                SITE.get("/letters.txt").hasStatus(200);
            }
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(2));
            assertThat(readers.getFirst().readExactly(EIGHT_MIB)).hasSize(EIGHT_MIB);
        } finally {
            for (RawClient reader : readers) {
                reader.close();
            }
        }
    }
}
