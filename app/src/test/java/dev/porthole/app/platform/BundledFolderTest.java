package dev.porthole.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that come inside the program, on the disk. */
class BundledFolderTest {

    private static final String LICENCES = "/dev/porthole/app/licences";
    private static final Path ORIGINAL = Path.of("../src-fxml/dev/porthole/app/licences");

    @TempDir Path folder;

    @BeforeEach
    void useAFolderOfOurOwn() {
        System.setProperty(SettingsFile.FOLDER_PROPERTY, folder.toString());
    }

    @AfterEach
    void useTheUsualFolders() {
        System.clearProperty(SettingsFile.FOLDER_PROPERTY);
    }

    @Test
    void everyFileIsThereByteForByte() throws IOException {
        Path copy = BundledFolder.read(LICENCES).inCache();
        assertThat(copy).startsWith(folder);
        assertSame(copy);
    }

    @Test
    void aFolderInAJarIsReadAsOneOnTheDisk() throws IOException {
        // A package of a library, which is in a jar here.
        Path copy = BundledFolder.read("/picocli").writeTo(folder.resolve("library"));
        assertThat(copy.resolve("CommandLine.class")).isNotEmptyFile();
    }

    @Test
    void whatIsThereStaysButALostFileComesBack() throws IOException {
        Path first = BundledFolder.read(LICENCES).inCache();
        Path file = first.resolve("Apache-2.0.txt");
        Object before = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        assertThat(BundledFolder.read(LICENCES).inCache()).isEqualTo(first);
        assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey()).isEqualTo(before);

        Files.delete(file);
        Files.writeString(first.resolve("jsoup-MIT.txt"), "changed");
        assertThat(BundledFolder.read(LICENCES).inCache()).isEqualTo(first);
        assertSame(first);
    }

    @Test
    void aPlaceThatIsThereIsNeverOverwritten() throws IOException {
        Path mine = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(mine.resolve("Apache-2.0.txt"), "my own words");
        assertThat(BundledFolder.read(LICENCES).writeTo(mine)).isEqualTo(mine);
        assertThat(mine).isDirectoryNotContaining("glob:**/jsoup-MIT.txt");
        assertThat(mine.resolve("Apache-2.0.txt")).hasContent("my own words");
    }

    @Test
    void severalProcessesAtOnceMakeOneWholeFolder() throws Exception {
        BundledFolder licences = BundledFolder.read(LICENCES);
        Path target = folder.resolve("together");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Path> one = () -> licences.writeTo(target);
            for (Future<Path> written : threads.invokeAll(List.of(one, one, one, one, one, one, one, one))) {
                assertThat(written.get()).isEqualTo(target);
            }
        }
        assertSame(target);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(target);
        }
    }

    @Test
    void nothingIsLeftWhereItCannotBeWritten() throws IOException {
        BundledFolder licences = BundledFolder.read(LICENCES);
        Path file = Files.writeString(folder.resolve("a-file"), "in the way");
        assertThatThrownBy(() -> licences.writeTo(file)).isInstanceOf(IOException.class);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
        assertThat(file).hasContent("in the way");
    }

    @Test
    void aFolderThatIsNotInTheProgramIsAnError() {
        assertThatThrownBy(() -> BundledFolder.read("/dev/porthole/app/nowhere")).isInstanceOf(IOException.class)
                .hasMessageContaining("/dev/porthole/app/nowhere");
    }

    private static void assertSame(Path copy) throws IOException {
        try (Stream<Path> originals = Files.walk(ORIGINAL)) {
            List<Path> files = originals.filter(Files::isRegularFile).toList();
            assertThat(files).isNotEmpty();
            for (Path file : files) {
                assertThat(copy.resolve(ORIGINAL.relativize(file))).hasSameBinaryContentAs(file);
            }
        }
    }
}
