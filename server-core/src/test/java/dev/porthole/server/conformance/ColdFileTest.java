package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.files.Eviction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A large file that is not in the system's memory: the disk is waited for, but never by an event loop. */
class ColdFileTest {

    private static final int SIZE = 64 << 20;
    private static final int READ_BEFORE = 300_000;

    @RegisterExtension
    static final Site SITE = Site.serving(ServedFolder::letters).onDisk();

    /** What Linux names a thread after: the beginning and the end of its name. */
    private static boolean isLoop(Path task) {
        try {
            String name = Files.readString(task.resolve("comm")).strip();
            return name.startsWith("porthol") && name.contains("op-");
        } catch (IOException e) {
            // It has ended in between.
            return false;
        }
    }

    private static List<Path> loops() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.filter(ColdFileTest::isLoop).toList();
        }
    }

    /** How many bytes were read from a disk because of a process or thread, proc_pid_io(5). */
    private static long readFromDisk(Path process) throws IOException {
        return Files.readAllLines(process.resolve("io")).stream()
                .filter(line -> line.startsWith("read_bytes: "))
                .mapToLong(line -> Long.parseLong(line.substring("read_bytes: ".length())))
                .sum();
    }

    private static long readByLoops() throws IOException {
        long total = 0;
        for (Path loop : loops()) {
            total += readFromDisk(loop);
        }
        return total;
    }

    private static byte[] cold(String name) throws Throwable {
        byte[] content = SITE.folder().noise(name, SIZE);
        SITE.strongTag("/" + name);
        Eviction.evict(SITE.folder().path(name));
        return content;
    }

    @Test
    @DisplayName("cold.whole: it arrives whole, and no event loop has read from the disk")
    void aColdFileArrivesWhole() throws Throwable {
        byte[] content = cold("whole.bin");
        assumeTrue(Files.isReadable(Path.of("/proc/self/io")), "this system does not count what is read");
        long before = readFromDisk(Path.of("/proc/self"));
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/letters.txt")).read().hasStatus(200);
            assertThat(loops()).isNotEmpty();
            long byLoops = readByLoops();
            byte[] body = client.send(SITE.request("GET", "/whole.bin")).read().hasStatus(200).body();
            assertThat(Arrays.equals(body, content)).as("the content").isTrue();
            assertThat(readFromDisk(Path.of("/proc/self")) - before).as("read from disk").isGreaterThan(SIZE / 2);
            assertThat(readByLoops()).as("read from disk by event loops").isEqualTo(byLoops);
        }
    }

    @Test
    @DisplayName("cold.ranges: parts of it arrive, in whatever order they are asked for")
    void partsOfAColdFileArrive() throws Throwable {
        byte[] content = cold("parts.bin");
        String range = "Range: bytes=40000000-43000000,9000000-9000001,20000000-22000000";
        try (RawClient client = SITE.connect()) {
            RawResponse response = client.send(SITE.request("GET", "/parts.bin", range)).read().hasStatus(206);
            assertThat(MultipartRanges.of(response)).hasSize(3);
            byte[] one = client.send(SITE.request("GET", "/parts.bin", "Range: bytes=50000000-60000000"))
                    .read().hasStatus(206).body();
            assertThat(Arrays.equals(one, 0, one.length, content, 50_000_000, 60_000_001)).isTrue();
        }
    }

    @Test
    @DisplayName("cold.truncated: a file that becomes shorter while it is read cuts the connection")
    void aColdFileThatBecomesShorterCutsTheConnection() throws Throwable {
        byte[] content = cold("shorter.bin");
        Path file = SITE.folder().path("shorter.bin");
        try (RawClient slow = RawClient.connect(SITE.address(), 16_384)) {
            slow.send(SITE.request("GET", "/shorter.bin")).readHead().hasStatus(200);
            ConnectionOpened opened = SITE.recorder().opened(slow);
            byte[] begin = slow.readExactly(READ_BEFORE);
            assertThat(Arrays.equals(begin, 0, READ_BEFORE, content, 0, READ_BEFORE)).isTrue();
            Files.write(file, Arrays.copyOf(content, 10));
            slow.readToEnd(SIZE - READ_BEFORE - 1);
            assertThat(SITE.recorder().finished(opened).outcome()).isEqualTo(Outcome.SERVER_CUT);
            assertThat(SITE.recorder().closed(opened).reason()).isEqualTo(CloseReason.FILE_CHANGED);
        }
    }

    @Test
    @DisplayName("cold.replaced: a file that is replaced while it is read arrives as it was")
    void aColdFileThatIsReplacedArrivesAsItWas() throws Throwable {
        byte[] content = cold("replaced.bin");
        try (RawClient slow = RawClient.connect(SITE.address(), 16_384)) {
            slow.send(SITE.request("GET", "/replaced.bin")).readHead().hasStatus(200);
            slow.readExactly(READ_BEFORE);
            Files.move(SITE.folder().writeNow("other.bin", new byte[SIZE]), SITE.folder().path("replaced.bin"),
                    StandardCopyOption.ATOMIC_MOVE);
            byte[] rest = slow.readExactly(SIZE - READ_BEFORE);
            assertThat(Arrays.equals(rest, 0, rest.length, content, READ_BEFORE, SIZE)).isTrue();
        }
    }

    @Test
    @DisplayName("cold.left: clients that leave while the disk is read leave nothing behind")
    void whoLeavesLeavesNothingBehind() throws Throwable {
        cold("left.bin");
        Footprint before = Footprint.now();
        for (int i = 0; i < 50; i++) {
            RawClient client = RawClient.connect(SITE.address(), 4_096);
            // Each under a name of its own, or they would share what is open.
            client.send(SITE.request("GET", "/left.bin?" + i));
            if (i % 2 == 0) {
                client.readHead().hasStatus(200);
            }
            client.reset();
            Eviction.evict(SITE.folder().path("left.bin"));
        }
        SITE.awaitNoOpenFile();
        before.awaitDescriptorsBack();
        SITE.get("/letters.txt").hasStatus(200);
    }
}
