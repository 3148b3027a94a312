package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What was written before a request was sent is what the request gets, from memory or from disk, in a small
 * file or a large one, however the writing is done and however many read and write at the same time.
 */
class FreshnessUnderLoadTest {

    private static final int LARGE = 150_000;
    private static final int ROUNDS = 5;
    private static final Duration WRITING = Duration.ofSeconds(3);

    @RegisterExtension
    static final Site SITE = Site.serving(ServedFolder::letters);

    /** How new content comes under an old name. */
    enum Way {
        IN_PLACE,
        IN_PLACE_WITH_THE_OLD_DATE,
        TRUNCATED_AND_WRITTEN,
        BY_SEVERAL_WRITES,
        RENAMED_OVER,
        RENAMED_OVER_WITH_THE_OLD_DATE,
        THROUGH_A_HARD_LINK,
        LINK_SWAPPED,
        TARGET_OF_A_LINK_WRITTEN,
        FOLDER_REPLACED,
        A_FOLDER_MEANWHILE
    }

    @ParameterizedTest(name = "fresh.small {0}")
    @EnumSource
    void aSmallFileIsFresh(Way way) throws Exception {
        contentIsFresh(way, 20);
    }

    @ParameterizedTest(name = "fresh.large {0}")
    @EnumSource
    void aLargeFileIsFresh(Way way) throws Exception {
        contentIsFresh(way, LARGE);
    }

    private static void contentIsFresh(Way way, int size) throws Exception {
        String name = way + "-" + size + "/file.txt";
        Path file = SITE.folder().file(name, content(0, size));
        if (way == Way.LINK_SWAPPED || way == Way.TARGET_OF_A_LINK_WRITTEN) {
            Files.move(file, SITE.folder().path(way + "-" + size + "-0"));
            Files.createSymbolicLink(file, SITE.folder().path(way + "-" + size + "-0"));
        }
        String target = "/" + name;
        try (RawClient one = SITE.connect(); RawClient two = SITE.connect()) {
            for (int round = 1; round <= ROUNDS; round++) {
                String tag = SITE.strongTag(target);
                for (RawClient client : List.of(one, two, one, two)) {
                    client.send(SITE.request("GET", target, "If-None-Match: " + tag)).read().hasStatus(304);
                    client.send(SITE.request("GET", target)).read().hasStatus(200);
                }
                write(way, file, content(round, size), round);
                for (RawClient client : List.of(two, one)) {
                    RawResponse response =
                            client.send(SITE.request("GET", target, "If-None-Match: " + tag)).read();
                    assertThat(Arrays.equals(response.hasStatus(200).body(), content(round, size)))
                            .as("content of round %d", round).isTrue();
                    assertThat(response.values("ETag")).doesNotContain(tag);
                }
            }
        }
    }

    private static void write(Way way, Path file, byte[] content, int round) throws Exception {
        Path folder = file.getParent();
        Path beside = folder.resolveSibling(folder.getFileName() + "-" + round);
        switch (way) {
            case IN_PLACE, TARGET_OF_A_LINK_WRITTEN -> Files.write(file, content, StandardOpenOption.WRITE);
            case IN_PLACE_WITH_THE_OLD_DATE -> {
                FileTime date = Files.getLastModifiedTime(file);
                Files.write(file, content, StandardOpenOption.WRITE);
                Files.setLastModifiedTime(file, date);
            }
            case TRUNCATED_AND_WRITTEN -> Files.write(file, content);
            case BY_SEVERAL_WRITES -> {
                try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
                    opened.write(content, 0, content.length / 2);
                    opened.write(content, content.length / 2, content.length - content.length / 2);
                }
            }
            case RENAMED_OVER -> Files.move(Files.write(beside, content), file, StandardCopyOption.ATOMIC_MOVE);
            case RENAMED_OVER_WITH_THE_OLD_DATE -> {
                ServedFolder.age(Files.write(beside, content));
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            }
            case THROUGH_A_HARD_LINK -> {
                Path link = SITE.folder().outside(beside.getFileName().toString());
                Files.write(Files.createLink(link, file), content);
            }
            case LINK_SWAPPED -> {
                Path link = Files.createSymbolicLink(folder.resolve("next"), Files.write(beside, content));
                Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);
            }
            case FOLDER_REPLACED -> {
                Files.createDirectory(beside);
                Files.write(beside.resolve(file.getFileName()), content);
                Files.move(folder, folder.resolveSibling(folder.getFileName() + "-was-" + round));
                Files.move(beside, folder);
            }
            case A_FOLDER_MEANWHILE -> {
                Files.delete(file);
                Files.createDirectory(file);
                SITE.get("/" + folder.getFileName() + "/" + file.getFileName()).hasStatus(307);
                Files.delete(file);
                Files.write(file, content);
            }
        }
    }

    @Test
    @DisplayName("fresh.mapped: what is written through a memory mapping")
    void writingThroughAMappingIsSeenSoon() throws Exception {
        Path file = SITE.folder().file("mapped.txt", content(0, 20));
        String tag = SITE.strongTag("/mapped.txt");
        try (RawClient client = SITE.connect();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int i = 0; i < 8; i++) {
                client.send(SITE.request("GET", "/mapped.txt")).read().hasStatus(200);
            }
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, 20);
            mapped.put(0, content(1, 20));
            mapped.force();
            // The kernel reports no such change, so it takes until memory is compared with the disk.
            Instant deadline = Instant.now().plusSeconds(10);
            RawResponse response = client.send(SITE.request("GET", "/mapped.txt", "If-None-Match: " + tag)).read();
            while (response.status() == 304 && Instant.now().isBefore(deadline)) {
                response = client.send(SITE.request("GET", "/mapped.txt", "If-None-Match: " + tag)).read();
            }
            assertThat(response.hasStatus(200).body()).isEqualTo(content(1, 20));
        }
    }

    @Test
    @DisplayName("fresh.load: many write and many read, and no tag is ever wrong")
    void manyWritersAndReadersAgree() throws Exception {
        List<Story> stories = new ArrayList<>();
        for (Way way : List.of(Way.IN_PLACE, Way.TRUNCATED_AND_WRITTEN, Way.RENAMED_OVER,
                Way.IN_PLACE_WITH_THE_OLD_DATE)) {
            stories.add(new Story(way));
        }
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            List<Future<?>> readers = new ArrayList<>();
            for (Story story : stories) {
                writers.add(threads.submit(story::write));
                readers.add(threads.submit(() -> story.read(stop)));
                readers.add(threads.submit(() -> story.read(stop)));
            }
            try {
                for (Future<?> writer : writers) {
                    writer.get(30, TimeUnit.SECONDS);
                }
            } finally {
                stop.set(true);
            }
            for (Future<?> reader : readers) {
                reader.get(30, TimeUnit.SECONDS);
            }
        }
        for (Story story : stories) {
            assertThat(story.written).as("%s: contents written", story.way).isGreaterThan(100);
            assertThat(story.vouched).as("%s: contents vouched for", story.way).hasSizeGreaterThan(3);
        }
    }

    /** One file, its writer, and what its readers were told. */
    private static final class Story {

        private final Way way;
        private final Path file;
        private final String target;
        private final Map<String, Integer> vouched = new ConcurrentHashMap<>();
        private volatile int begun;
        private volatile int written;

        Story(Way way) throws IOException {
            this.way = way;
            this.target = "/load-" + way + "/file.txt";
            this.file = SITE.folder().file(target.substring(1), content(0, 40));
        }

        /** Many versions within one tick of the clock, then one that stays until it is vouched for. */
        Void write() throws Exception {
            Random random = new Random(9);
            int version = 0;
            Instant end = Instant.now().plus(WRITING);
            while (Instant.now().isBefore(end)) {
                for (int burst = 1 + random.nextInt(60); burst > 0; burst--) {
                    begun = ++version;
                    FreshnessUnderLoadTest.write(way, file, content(version, 40), version);
                    written = version;
                }
                // The pause is a part of the attack: about as long as a file has to rest to be vouched for.
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(48_000 + random.nextInt(30_000)));
            }
            return null;
        }

        Void read(AtomicBoolean stop) throws IOException {
            String known = "\"none\"";
            try (RawClient client = SITE.connect()) {
                while (!stop.get()) {
                    int before = written;
                    RawResponse response =
                            client.send(SITE.request("GET", target, "If-None-Match: " + known)).read();
                    int after = begun;
                    if (response.status() == 304) {
                        assertThat(vouched.get(known)).as("version of %s", known).isBetween(before, after);
                        continue;
                    }
                    check(response.hasStatus(200), before, after);
                    if (response.has("ETag") && !response.text().isEmpty()) {
                        known = response.header("ETag");
                    }
                }
            }
            return null;
        }

        private void check(RawResponse response, int before, int after) {
            int version = versionOf(response.text());
            boolean whole = version >= 0;
            if (whole) {
                assertThat(version).as("version of an answer").isBetween(before, after);
            } else {
                assertThat(after).as("half a version, but nobody was writing").isGreaterThan(before);
            }
            for (String tag : response.values("ETag")) {
                // A writer that is held up after it has truncated leaves an empty file, which is a content as well.
                boolean content = whole || response.text().isEmpty();
                assertThat(content).as("half a version has the tag %s", tag).isTrue();
                assertThat(vouched.computeIfAbsent(tag, unknown -> version)).as("version of %s", tag)
                        .isEqualTo(version);
            }
        }
    }

    /** Content of some size that tells its version all over. */
    private static byte[] content(int version, int size) {
        byte[] content = new byte[size];
        byte[] unit = String.format("%09d\n", version).getBytes(UTF_8);
        for (int i = 0; i < size; i++) {
            content[i] = unit[i % unit.length];
        }
        return content;
    }

    /** The version of a content, or -1 when it is not a whole one. */
    private static int versionOf(String text) {
        String[] lines = text.split("\n", -1);
        boolean alike = Arrays.stream(lines).limit(4).distinct().count() == 1;
        boolean whole = alike && lines.length == 5 && lines[4].isEmpty();
        return whole ? Integer.parseInt(lines[0]) : -1;
    }
}
