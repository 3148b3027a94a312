package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.ResponseFinished.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A large file changes while a slow reader fetches it. The answer is the content that was promised, to the last
 * byte, or it is cut short so that the client can tell. It is never a mixture that looks complete.
 */
class ChangeDuringTransferTest {

    private static final int SIZE = 20 << 20;
    private static final int READ_BEFORE = 300_000;

    @RegisterExtension
    static final Site SITE = Site.serving(ServedFolder::letters);

    /** What happens to the file, and whether its old content can still be sent to the end. */
    enum Change {
        OVERWRITTEN(false),
        OVERWRITTEN_BUT_SEEMS_OLD(false),
        FIRST_BYTE_CHANGED(false),
        LAST_BYTE_CHANGED(false),
        TRUNCATED(false),
        TRUNCATED_AND_WRITTEN_AGAIN(false),
        WRITTEN_AGAIN_LONGER(false),
        APPENDED(true),
        REPLACED(true),
        DELETED(true),
        DELETED_AND_MADE_AGAIN(true),
        FOLDER_RENAMED(true),
        FOLDER_DELETED(true),
        FOLDER_BECAME_A_FILE(true),
        BECAME_A_FOLDER(true);

        private final boolean oldContentRemains;

        Change(boolean oldContentRemains) {
            this.oldContentRemains = oldContentRemains;
        }
    }

    @ParameterizedTest(name = "transfer.{0}")
    @EnumSource
    void anAnswerIsOneContentOrCut(Change change) throws Exception {
        byte[] old = noise(1, SIZE);
        Path file = SITE.folder().file("during-" + change + "/large.bin", old);
        String target = "/during-" + change + "/large.bin";
        String tag = SITE.strongTag(target);
        byte[] expected;
        try (RawClient slow = RawClient.connect(SITE.address(), 16_384)) {
            RawResponse head = slow.send(SITE.request("GET", target)).readHead().hasStatus(200);
            assertThat(head.header("ETag")).isEqualTo(tag);
            assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(SIZE));
            ConnectionOpened opened = SITE.recorder().opened(slow);
            byte[] begin = slow.readExactly(READ_BEFORE);
            assertThat(Arrays.equals(begin, 0, READ_BEFORE, old, 0, READ_BEFORE)).isTrue();
            expected = apply(change, file);
            if (change.oldContentRemains) {
                byte[] rest = slow.readExactly(SIZE - READ_BEFORE);
                assertThat(Arrays.equals(rest, 0, rest.length, old, READ_BEFORE, SIZE)).as("old content").isTrue();
                slow.send(SITE.request("GET", "/letters.txt"));
                assertThat(slow.read().text()).isEqualTo(ServedFolder.LETTERS);
            } else {
                slow.readToEnd(SIZE - READ_BEFORE - 1);
                assertThat(SITE.recorder().finished(opened).outcome()).isEqualTo(Outcome.SERVER_CUT);
                assertThat(SITE.recorder().closed(opened).reason()).isEqualTo(CloseReason.FILE_CHANGED);
            }
        }
        try (RawClient next = SITE.connect()) {
            RawResponse response = next.send(SITE.request("GET", target, "If-None-Match: " + tag)).read();
            if (expected.length == 0) {
                response.hasStatusIn(404, 307);
            } else {
                assertThat(Arrays.equals(response.hasStatus(200).body(), expected)).as("new content").isTrue();
                assertThat(response.values("ETag")).doesNotContain(tag);
            }
        }
    }

    /** Changes the file; returns its new content, or nothing when there is no such file any more. */
    private static byte[] apply(Change change, Path file) throws IOException {
        byte[] other = noise(2, SIZE);
        Path directory = file.getParent();
        Path moved = directory.resolveSibling(directory.getFileName() + "-moved");
        byte[] nothing = {};
        switch (change) {
            case OVERWRITTEN -> Files.write(file, other, StandardOpenOption.WRITE);
            case OVERWRITTEN_BUT_SEEMS_OLD -> {
                Files.write(file, other, StandardOpenOption.WRITE);
                ServedFolder.age(file);
            }
            case FIRST_BYTE_CHANGED -> other = withByteChanged(file, 0);
            case LAST_BYTE_CHANGED -> other = withByteChanged(file, SIZE - 1);
            case TRUNCATED -> {
                other = Arrays.copyOf(other, 10);
                Files.write(file, other);
            }
            case TRUNCATED_AND_WRITTEN_AGAIN -> Files.write(file, other);
            case WRITTEN_AGAIN_LONGER -> {
                byte[] old = noise(1, SIZE);
                other = Arrays.copyOf(new byte[] {'+'}, SIZE + 1);
                System.arraycopy(old, 0, other, 1, SIZE);
                Files.write(file, other);
            }
            case APPENDED -> {
                Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
                other = Files.readAllBytes(file);
            }
            case REPLACED -> Files.move(SITE.folder().writeNow("replacement.bin", other), file,
                    StandardCopyOption.ATOMIC_MOVE);
            case DELETED -> {
                Files.delete(file);
                other = nothing;
            }
            case DELETED_AND_MADE_AGAIN -> {
                Files.delete(file);
                Files.write(file, other);
            }
            case FOLDER_RENAMED -> {
                Files.move(directory, moved);
                other = nothing;
            }
            case FOLDER_DELETED -> {
                Files.delete(file);
                Files.delete(directory);
                other = nothing;
            }
            case FOLDER_BECAME_A_FILE -> {
                Files.move(directory, moved);
                Files.writeString(directory, "file");
                other = nothing;
            }
            case BECAME_A_FOLDER -> {
                Files.delete(file);
                Files.createDirectory(file);
                other = nothing;
            }
        }
        return other;
    }

    private static byte[] withByteChanged(Path file, long place) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.seek(place);
            int before = opened.read();
            opened.seek(place);
            opened.write(before + 1);
        }
        return Files.readAllBytes(file);
    }

    private static byte[] noise(int seed, int size) {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return content;
    }

    @ParameterizedTest(name = "transfer.range {0}")
    @ValueSource(strings = {"bytes=100-", "bytes=0-15000000", "bytes=0-9000000,10000000-19000000"})
    void aPartIsOneContentOrCut(String range) throws Exception {
        Path file = SITE.folder().file("ranged.bin", noise(1, SIZE));
        SITE.strongTag("/ranged.bin");
        try (RawClient slow = RawClient.connect(SITE.address(), 16_384)) {
            RawResponse head = slow.send(SITE.request("GET", "/ranged.bin", "Range: " + range)).readHead();
            int length = Integer.parseInt(head.hasStatus(206).header("Content-Length"));
            slow.readExactly(READ_BEFORE);
            withByteChanged(file, SIZE / 2);
            slow.readToEnd(length - READ_BEFORE - 1);
        }
    }

    @Test
    @DisplayName("transfer.whole: large files and parts of every awkward size arrive whole")
    void withoutAChangeEverythingArrives() throws Exception {
        byte[] content = noise(3, 131_073);
        SITE.folder().file("still.bin", content);
        SITE.strongTag("/still.bin");
        try (RawClient client = SITE.connect()) {
            assertThat(client.send(SITE.request("GET", "/still.bin")).read().body()).isEqualTo(content);
            for (int length : new int[] {1, 2, 1_023, 1_024, 1_025, 2_048, 65_536, 131_072, 131_073}) {
                for (int first : new int[] {0, 131_073 - length}) {
                    String range = "Range: bytes=" + first + "-" + (first + length - 1);
                    byte[] part = client.send(SITE.request("GET", "/still.bin", range)).read().hasStatus(206).body();
                    assertThat(part).as(range).isEqualTo(Arrays.copyOfRange(content, first, first + length));
                }
            }
            RawResponse parts = client.send(SITE.request("GET", "/still.bin", "Range: bytes=0-9,131071-")).read();
            assertThat(MultipartRanges.of(parts.hasStatus(206))).hasSize(2);
        }
    }
}
