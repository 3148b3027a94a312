package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What was asked before may be answered from memory. Nobody must be able to tell, except by the time it
 * takes: not by sending almost the same again, and not by changing the file in between.
 */
class AskedBeforeTest {

    private static final int PAGE = 100_000;
    private static final int MIDDLE = 20_000;

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.letters();
        folder.file("other.txt", "other");
        folder.file("index.html", "<p>home</p>");
        folder.file("sub/inner.txt", "inner");
        folder.noise("page.bin", PAGE);
        folder.noise("middle.bin", MIDDLE);
    });

    /** Asks for a file until it has been vouched for, and some more times. */
    private static void warmUp(RawClient client, String target) throws Exception {
        SITE.strongTag(target);
        for (int i = 0; i < 4; i++) {
            client.send(SITE.request("GET", target)).read().hasStatus(200);
            client.send(SITE.request("HEAD", target)).readAnswerTo("HEAD").hasStatus(200);
        }
    }

    /** So many answers take the system more writes than the channel makes at a time. */
    @ParameterizedTest(name = "asked-before, {0} times at once, and then something else")
    @ValueSource(ints = {1, 7, 8, 9, 10, 12, 15, 16, 17, 40})
    void whatFollowsManyAnswersFromMemoryIsAnsweredToo(int times) throws Exception {
        try (RawClient client = SITE.connect()) {
            warmUp(client, "/middle.bin");
            byte[] content = SITE.get("/middle.bin").body();
            client.send(SITE.request("GET", "/middle.bin").repeat(times)
                    + SITE.request("GET", "/middle.bin", "Range: bytes=1-2"));
            for (int i = 0; i < times; i++) {
                assertThat(client.read().hasStatus(200).body()).isEqualTo(content);
            }
            assertThat(client.read().hasStatus(206).body()).containsExactly(content[1], content[2]);
        }
    }

    @ParameterizedTest(name = "asked-before, but now with {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            400 | GET  | X-A : 1
            400 | GET  | X-A: 1~ folded
            400 | GET  | Host: localhost
            400 | GET  | Content-Length: x
            400 | GET  | Content-Length: 0~Transfer-Encoding: chunked
            501 | GET  | Transfer-Encoding: gzip
            413 | GET  | Content-Length: 99999999
            417 | GET  | Expect: coffee
            206 | GET  | Range: bytes=0-1
            416 | GET  | Range: bytes=99-
            200 | GET  | Range: bytes=x
            304 | GET  | If-None-Match: *
            200 | GET  | If-None-Match: "other"
            412 | GET  | If-Match: "other"
            304 | GET  | If-Modified-Since: Sat, 03 Jan 2026 00:00:00 GMT
            200 | GET  | If-None-Match: "x"~If-Modified-Since: Sat, 03 Jan 2026 00:00:00 GMT
            412 | GET  | If-Unmodified-Since: Thu, 01 Jan 1998 00:00:00 GMT
            405 | POST | X-A: 1
            501 | get  | X-A: 1
            304 | HEAD | If-None-Match: *
            200 | HEAD | Range: bytes=0-1
            """)
    void headersStillCount(int status, String method, String lines) throws Exception {
        for (int round = 0; round < 3; round++) {
            try (RawClient client = SITE.connect()) {
                warmUp(client, "/letters.txt");
                client.send(SITE.request(method, "/letters.txt", lines.split("~")));
                client.readAnswerTo(method).hasStatus(status);
            }
        }
    }

    @ParameterizedTest(name = "asked-before, but now <{1}>")
    @CsvSource(delimiter = '|', textBlock = """
            400 | GET /letters.txt HTTP/1.1~~
            403 | GET /letters.txt HTTP/1.1~Host: evil.example~~
            400 | GET /letters.txt HTTP/1.1~Host: local/host~~
            400 | GET  /letters.txt HTTP/1.1~Host: localhost~~
            505 | GET /letters.txt HTTP/2.0~Host: localhost~~
            403 | GET http://evil.example/letters.txt HTTP/1.1~Host: localhost~~
            404 | GET /letters.tx HTTP/1.1~Host: localhost~~
            404 | GET /letters.txt/ HTTP/1.1~Host: localhost~~
            404 | GET /Letters.txt HTTP/1.1~Host: localhost~~
            307 | GET /sub HTTP/1.1~Host: localhost~~
            405 | PUT /letters.txt HTTP/1.1~Host: localhost~~
            """)
    void requestLinesStillCount(int status, String request) throws Exception {
        for (int round = 0; round < 3; round++) {
            try (RawClient client = SITE.connect()) {
                warmUp(client, "/letters.txt");
                client.send("GET /letters.txt HTTP/1.1\r\nHost: localhost\r\n\r\n").read().hasStatus(200);
                client.send("GET /letters.txt HTTP/1.1\r\nHost: localhost\r\n\r\n").read().hasStatus(200);
                client.send(request.replace("~", "\r\n")).read().hasStatus(status);
            }
        }
    }

    @Test
    @DisplayName("asked-before: one file's tag is nothing to another file")
    void aTagBelongsToItsFile() throws Exception {
        String tag = SITE.strongTag("/letters.txt");
        try (RawClient client = SITE.connect()) {
            warmUp(client, "/other.txt");
            for (int round = 0; round < 5; round++) {
                client.send(SITE.request("GET", "/letters.txt", "If-None-Match: " + tag)).read()
                        .hasStatus(304);
                RawResponse other =
                        client.send(SITE.request("GET", "/other.txt", "If-None-Match: " + tag)).read();
                assertThat(other.hasStatus(200).text()).isEqualTo("other");
                RawResponse plain = client.send(SITE.request("GET", "/letters.txt")).read().hasStatus(200);
                assertThat(plain.text()).isEqualTo(ServedFolder.LETTERS);
            }
        }
    }

    @ParameterizedTest(name = "asked-before: HTTP/1.0 and close, {0}")
    @ValueSource(strings = {"GET /letters.txt HTTP/1.0~~", "GET /letters.txt HTTP/1.0~Host: localhost~~",
        "GET /letters.txt HTTP/1.1~Host: localhost~Connection: close~~"})
    void theConnectionStillEndsWhenItShould(String request) throws Exception {
        for (int round = 0; round < 3; round++) {
            try (RawClient client = SITE.connect()) {
                warmUp(client, "/letters.txt");
                RawResponse response = client.send(request.replace("~", "\r\n")).read().hasStatus(200);
                assertThat(response.announcesClose()).isTrue();
                client.expectEof();
            }
        }
    }

    @Test
    @DisplayName("asked-before: a body is still read past")
    void aBodyIsStillNoRequest() throws Exception {
        try (RawClient client = SITE.connect()) {
            warmUp(client, "/letters.txt");
            for (int round = 0; round < 3; round++) {
                String smuggled = SITE.request("GET", "/other.txt");
                client.send(SITE.request("GET", "/letters.txt", "Content-Length: " + smuggled.length())
                        + smuggled);
                assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
                assertThat(client.send(SITE.request("GET", "/")).read().text()).contains("home");
            }
        }
    }

    /** The ways in which a file can change. */
    enum Change {
        OVERWRITTEN, TRUNCATED, APPENDED, ONE_BYTE_CHANGED, REPLACED, REPLACED_WITH_SAME_DATE, DELETED,
        RECREATED, TOUCHED, FOLDER_RENAMED, FOLDER_REPLACED, BECAME_A_LINK, FOLDER_BECAME_A_LINK,
        BECAME_A_FOLDER,
        CHANGED_THROUGH_A_HARD_LINK
    }

    @ParameterizedTest(name = "asked-before: {0}")
    @EnumSource
    void aChangeIsSeenByTheVeryNextRequest(Change change) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                clients.add(SITE.connect());
            }
            for (int round = 0; round < 2; round++) {
                String name = change + "-" + round;
                SITE.folder().file(name + "/file.txt", "before");
                for (RawClient client : clients) {
                    warmUp(client, "/" + name + "/file.txt");
                }
                String expected = apply(change, name);
                for (RawClient client : clients) {
                    RawResponse response = client.send(SITE.request("GET", "/" + name + "/file.txt")).read();
                    if (expected.length() == 3 && Character.isDigit(expected.charAt(0))) {
                        response.hasStatus(Integer.parseInt(expected));
                    } else {
                        assertThat(response.hasStatus(200).text()).isEqualTo(expected);
                    }
                }
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    /** Changes the file; returns its new content, or the status that is now right. */
    private static String apply(Change change, String name) throws Exception {
        ServedFolder folder = SITE.folder();
        Path file = folder.path(name + "/file.txt");
        Path directory = file.getParent();
        switch (change) {
            case OVERWRITTEN -> Files.writeString(file, "AFTER!");
            case TRUNCATED -> Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
            case APPENDED -> Files.writeString(file, "+", StandardOpenOption.APPEND);
            case ONE_BYTE_CHANGED -> folder.mark(file, 2, "F");
            case REPLACED -> Files.move(folder.writeNow(name + "/new", "new".getBytes(UTF_8)), file,
                    StandardCopyOption.ATOMIC_MOVE);
            case REPLACED_WITH_SAME_DATE -> Files.move(folder.file(name + "/new", "AFTER!"), file,
                    StandardCopyOption.ATOMIC_MOVE);
            case DELETED -> Files.delete(file);
            case RECREATED -> {
                Files.delete(file);
                folder.file(name + "/file.txt", "AFTER!");
            }
            case TOUCHED -> Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            case FOLDER_RENAMED -> Files.move(directory, folder.path(name + "-moved"));
            case FOLDER_REPLACED -> {
                Files.move(directory, folder.path(name + "-moved"));
                folder.file(name + "/file.txt", "AFTER!");
            }
            case BECAME_A_LINK -> {
                Files.delete(file);
                Files.createSymbolicLink(file, folder.outside("secret.txt"));
            }
            case FOLDER_BECAME_A_LINK -> {
                Files.move(directory, folder.path(name + "-moved"));
                Files.createSymbolicLink(directory, folder.outside("site-private"));
                Files.writeString(folder.outside("site-private/file.txt"), ServedFolder.SECRET);
            }
            case BECAME_A_FOLDER -> {
                Files.delete(file);
                Files.createDirectory(file);
            }
            case CHANGED_THROUGH_A_HARD_LINK -> {
                Path link = Files.createLink(folder.outside(name), file);
                Files.writeString(link, "AFTER!");
            }
        }
        return switch (change) {
            case TRUNCATED -> "";
            case APPENDED -> "before+";
            case ONE_BYTE_CHANGED -> "beFore";
            case REPLACED -> "new";
            case TOUCHED -> "before";
            case DELETED, FOLDER_RENAMED -> "404";
            case BECAME_A_LINK, FOLDER_BECAME_A_LINK -> "403";
            case BECAME_A_FOLDER -> "307";
            default -> "AFTER!";
        };
    }

    @Test
    @DisplayName("asked-before: an index that comes, changes and goes")
    void theIndexOfAFolderIsSeenToComeAndGo() throws Exception {
        SITE.folder().directory("mutable");
        try (RawClient client = SITE.connect()) {
            for (int round = 0; round < 3; round++) {
                client.send(SITE.request("GET", "/mutable/")).read().hasStatus(200);
                Path index = SITE.folder().file("mutable/index.html", "index " + round);
                warmUp(client, "/mutable/");
                RawResponse response = client.send(SITE.request("GET", "/mutable/")).read().hasStatus(200);
                assertThat(response.text()).isEqualTo("index " + round);
                Files.delete(index);
                assertThat(client.send(SITE.request("GET", "/mutable/")).read().text()).contains("</html>");
            }
        }
    }

    @Test
    @DisplayName("asked-before: no tag vouches for two contents while somebody writes")
    void noTagVouchesForTwoContentsWhileSomebodyWrites() throws Exception {
        Path file = SITE.folder().file("written.txt", "version 0000");
        AtomicBoolean stop = new AtomicBoolean();
        Map<String, String> vouched = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(threads.submit(() -> readAgainAndAgain("/written.txt", vouched, stop)));
            }
            Future<Integer> writer = threads.submit(() -> writeAgainAndAgain(file, Duration.ofSeconds(3)));
            assertThat(writer.get(20, TimeUnit.SECONDS)).isPositive();
            stop.set(true);
            for (Future<Void> reader : readers) {
                reader.get(20, TimeUnit.SECONDS);
            }
        } finally {
            stop.set(true);
        }
        assertThat(vouched).isNotEmpty();
    }

    private static Void readAgainAndAgain(String target, Map<String, String> vouched, AtomicBoolean stop)
            throws IOException {
        try (RawClient client = SITE.connect()) {
            while (!stop.get()) {
                RawResponse response = client.send(SITE.request("GET", target)).read().hasStatus(200);
                for (String tag : response.values("ETag")) {
                    assertThat(response.text()).as("content of %s", tag)
                            .isEqualTo(vouched.computeIfAbsent(tag, unknown -> response.text()));
                }
            }
        }
        return null;
    }

    /** Overwrites a file in single writes, each at about the time when the one before is vouched for. */
    private static int writeAgainAndAgain(Path file, Duration time) throws Exception {
        Random random = new Random(8);
        int version = 0;
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            Instant end = Instant.now().plus(time);
            while (Instant.now().isBefore(end)) {
                opened.seek(0);
                opened.write(String.format("version %04d", ++version).getBytes(UTF_8));
                // Writing is what there is to do; the pause between writes is a part of the attack.
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(48_000 + random.nextInt(6_000)));
            }
        }
        return version;
    }

    @Test
    @DisplayName("asked-before: the Date goes on")
    void theDateOfARepeatedAnswerIsNow() throws Exception {
        try (RawClient client = SITE.connect()) {
            warmUp(client, "/letters.txt");
            Instant end = Instant.now().plus(Duration.ofMillis(2_200));
            while (Instant.now().isBefore(end)) {
                Instant before = Instant.now();
                Instant date = client.send(SITE.request("GET", "/letters.txt")).read().date("Date");
                assertThat(date).isBetween(before.minusMillis(1_010), Instant.now());
                assertThat(client.listen(50)).isZero();
            }
        }
    }

    @Test
    @DisplayName("asked-before: thousands of queries for one file")
    void manyQueriesForOneFileAreAllAnswered() throws Exception {
        byte[] page = Files.readAllBytes(SITE.folder().path("page.bin"));
        try (RawClient client = SITE.connect()) {
            for (int i = 0; i < 700; i++) {
                byte[] body = client.send(SITE.request("GET", "/page.bin?" + i)).read().hasStatus(200).body();
                assertThat(body).isEqualTo(page);
            }
        }
    }

    @ParameterizedTest(name = "asked-before: 1320 pipelined, read late, {0}")
    @ValueSource(strings = {"still sending", "half closed"})
    void answersFromMemoryWaitForASlowReader(String ending) throws Exception {
        byte[] page = Files.readAllBytes(SITE.folder().path("page.bin"));
        try (RawClient client = RawClient.connect(SITE.address(), 8_192)) {
            warmUp(client, "/page.bin");
            warmUp(client, "/letters.txt");
            String pair = SITE.request("GET", "/page.bin") + SITE.request("GET", "/letters.txt").repeat(9)
                    + SITE.request("GET", "/missing");
            CompletableFuture<Boolean> sent =
                    CompletableFuture.supplyAsync(() -> client.offer(pair.repeat(120).getBytes(ISO_8859_1)));
            if (ending.startsWith("half")) {
                assertThat(sent.get(10, TimeUnit.SECONDS)).isTrue();
                client.finishSending();
            }
            for (int i = 0; i < 120; i++) {
                assertThat(client.read().hasStatus(200).body()).isEqualTo(page);
                for (int j = 0; j < 9; j++) {
                    assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
                }
                client.read().hasStatus(404);
            }
            assertThat(sent.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @DisplayName("asked-before: a client that resets while answers from memory wait")
    void aClientThatVanishesBeforeItsAnswersLeavesNothingBehind() throws Exception {
        for (int i = 0; i < 30; i++) {
            try (RawClient client = RawClient.connect(SITE.address(), 4_096)) {
                client.send(SITE.request("GET", "/page.bin").repeat(100)).readHead().hasStatus(200);
                client.reset();
            }
        }
        SITE.get("/letters.txt").hasStatus(200);
    }
}
