package dev.porthole.app.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porthole.app.site.ArchiveException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivesTest {

    @TempDir Path temp;

    private Path archive;
    private Path unpacked;
    private Archives archives;

    @BeforeEach
    void prepare() {
        archive = temp.resolve("my site.zip");
        unpacked = temp.resolve("unpacked");
        archives = new Archives(unpacked);
    }

    private void zip(Charset names, Map<String, String> files) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out, names)) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    private void zip(Map<String, String> files) throws IOException {
        zip(StandardCharsets.UTF_8, files);
    }

    private List<String> left() throws IOException {
        if (!Files.exists(unpacked)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(unpacked)) {
            return found.map(String::valueOf).toList();
        }
    }

    private Kind refused(Archives by) throws IOException {
        try {
            by.unpack(archive);
            throw new AssertionError("unpacked");
        } catch (ArchiveException e) {
            assertThat(left()).as("nothing is left behind").isEmpty();
            return e.kind();
        }
    }

    @Test
    void isUnpackedIntoAFolderOfItsName() throws Exception {
        zip(Map.of("index.html", "hello", "img/", "", "img/a.txt", "a"));
        Path folder = archives.unpack(archive);
        assertThat(folder.getFileName()).hasToString("my site");
        assertThat(folder.resolve("index.html")).hasContent("hello");
        assertThat(folder.resolve("img/a.txt")).hasContent("a");
        assertThat(archives.unpack(archive)).as("and once only").isEqualTo(folder);
        assertThat(left()).hasSize(1);
    }

    @Test
    void aChangedArchiveIsUnpackedAnew() throws Exception {
        zip(Map.of("index.html", "old"));
        Path old = archives.unpack(archive);
        zip(Map.of("index.html", "new"));
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(5)));
        Path now = archives.unpack(archive);
        assertThat(now.resolve("index.html")).hasContent("new");
        archives.keepOnly(List.of(now));
        assertThat(old).doesNotExist();
        assertThat(now).exists();
    }

    @Test
    void oneFolderAroundEverythingIsTakenOff() throws Exception {
        zip(Map.of("portfolio/index.html", "hello", "__MACOSX/._x", "", ".DS_Store", ""));
        assertThat(archives.unpack(archive).getFileName()).hasToString("portfolio");
    }

    @Test
    void namesOfOlderChineseProgramsAreRead() throws Exception {
        zip(Charset.forName("GB18030"), Map.of("关于我们.html", "关于"));
        assertThat(archives.unpack(archive).resolve("关于我们.html")).hasContent("关于");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.html", "a/../../evil.html", "/etc/evil.html", "..\\evil.html"})
    void aNameThatLeadsOutIsRefused(String name) throws Exception {
        zip(Map.of("index.html", "", name, "evil"));
        assertThat(refused(archives)).isEqualTo(Kind.ESCAPES);
        assertThat(temp.resolve("evil.html")).doesNotExist();
    }

    @Test
    void moreThanTheLimitIsRefusedWhateverTheArchiveSays() throws Exception {
        zip(Map.of("zeros.txt", "0".repeat(5_000_000)));
        assertThat(Files.size(archive)).isLessThan(100_000);
        assertThat(refused(new Archives(unpacked, 4_000_000))).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void whatIsNoArchiveIsRefused() throws Exception {
        Files.writeString(archive, "not a zip");
        assertThat(refused(archives)).isEqualTo(Kind.UNREADABLE);
        zip(Map.of());
        assertThat(refused(archives)).isEqualTo(Kind.EMPTY);
        assertThatThrownBy(() -> archives.unpack(temp.resolve("gone.zip"))).isInstanceOf(ArchiveException.class);
    }
}
