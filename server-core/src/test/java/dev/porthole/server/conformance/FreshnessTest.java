package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The folder lives: what is served is what is there now, and no validator vouches for two contents. */
class FreshnessTest {

    @RegisterExtension
    static final Site SITE = Site.serving(ServedFolder::letters);

    @Test
    @DisplayName("sem.fresh-after-create")
    void aNewFileIsFoundAtOnce() throws Exception {
        SITE.get("/new.txt").hasStatus(404);
        SITE.get("/dir/").hasStatus(404);
        SITE.folder().writeNow("new.txt", "new".getBytes(UTF_8));
        SITE.folder().writeNow("dir/index.html", "dir".getBytes(UTF_8));
        assertThat(SITE.get("/new.txt").hasStatus(200).text()).isEqualTo("new");
        assertThat(SITE.get("/dir/").hasStatus(200).text()).isEqualTo("dir");
    }

    @Test
    @DisplayName("sem.fresh-after-overwrite")
    void anEditedFileIsServedAtOnce() throws Exception {
        SITE.folder().file("edited.txt", "one");
        String tag = SITE.strongTag("/edited.txt");
        for (String text : new String[] {"two", "three", ""}) {
            SITE.folder().writeNow("edited.txt", text.getBytes(UTF_8));
            RawResponse response = SITE.get("/edited.txt", "If-None-Match: " + tag).hasStatus(200);
            assertThat(response.text()).isEqualTo(text);
            assertThat(response.values("ETag")).doesNotContain(tag);
        }
    }

    @Test
    @DisplayName("sem.fresh-after-replace: another file with the same size and date")
    void aReplacedFileHasAnotherTag() throws Exception {
        SITE.folder().file("replaced.txt", "one");
        String tag = SITE.strongTag("/replaced.txt");
        Path other = SITE.folder().file("other.txt", "two");
        Files.move(other, SITE.folder().path("replaced.txt"), StandardCopyOption.REPLACE_EXISTING);
        RawResponse response = SITE.get("/replaced.txt", "If-None-Match: " + tag).hasStatus(200);
        assertThat(response.text()).isEqualTo("two");
        assertThat(response.values("ETag")).doesNotContain(tag);
    }

    @Test
    @DisplayName("sem.fresh-after-delete")
    void aDeletedFileIsGoneAtOnce() throws Exception {
        Path file = SITE.folder().file("doomed.txt", "alive");
        String tag = SITE.strongTag("/doomed.txt");
        Files.delete(file);
        SITE.get("/doomed.txt", "If-None-Match: " + tag).hasStatus(404);
    }

    @Test
    @DisplayName("sem.etag-nanoseconds: same size, same second")
    void aTagSeesChangesWithinASecond() throws Exception {
        Path file = SITE.folder().file("fine.txt", "one");
        String tag = SITE.strongTag("/fine.txt");
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, FileTime.from(ServedFolder.OLD.plusNanos(1_000)));
        assertThat(SITE.strongTag("/fine.txt")).isNotEqualTo(tag);
        assertThat(SITE.get("/fine.txt", "If-None-Match: " + tag).hasStatus(200).text()).isEqualTo("two");
    }

    @Test
    @DisplayName("sem.etag-never-lies: a file written again and again")
    void noTagEverVouchesForTwoContents() throws Exception {
        Map<String, String> vouched = new HashMap<>();
        for (int i = 100; i < 300; i++) {
            String text = "content " + i;
            SITE.folder().writeNow("busy.txt", text.getBytes(UTF_8));
            RawResponse response = SITE.get("/busy.txt").hasStatus(200);
            assertThat(response.text()).isEqualTo(text);
            for (String tag : response.values("ETag")) {
                assertThat(vouched.put(tag, text)).as("content that %s vouched for before", tag).isNull();
            }
        }
    }

    @Test
    @DisplayName("sem.etag-comes: a file at rest gets its validators")
    void aFileAtRestSoonHasItsValidators() throws Exception {
        SITE.folder().writeNow("rest.txt", "rest".getBytes(UTF_8));
        String tag = SITE.strongTag("/rest.txt");
        SITE.get("/rest.txt", "If-None-Match: " + tag).hasStatus(304);
    }

    @Test
    @DisplayName("sem.last-modified: a file from the future")
    void noFileIsModifiedLaterThanNow() throws Exception {
        Path file = SITE.folder().file("future.txt", "future");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofDays(400))));
        // That Last-Modified is not later than Date is checked with every answer.
        assertThat(SITE.get("/future.txt").hasStatus(200).text()).isEqualTo("future");
        SITE.get("/future.txt", "If-Modified-Since: Fri, 02 Jan 2026 03:04:05 GMT").hasStatus(200);
    }

    @Test
    @DisplayName("sem.last-modified: a file from before 1970")
    void aVeryOldFileIsServed() throws Exception {
        Path file = SITE.folder().file("old.txt", "old");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("1901-12-13T20:45:52Z")));
        assertThat(SITE.get("/old.txt").hasStatus(200).text()).isEqualTo("old");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        assertThat(SITE.get("/old.txt").hasStatus(200).text()).isEqualTo("old");
    }

    @Test
    @DisplayName("sem.fresh-kind: a file becomes a directory")
    void aNameMayChangeItsKind() throws Exception {
        Path path = SITE.folder().file("kind", "file");
        SITE.get("/kind").hasStatus(200);
        Files.delete(path);
        SITE.folder().file("kind/index.html", "directory");
        SITE.get("/kind").hasStatus(307);
        assertThat(SITE.get("/kind/").hasStatus(200).text()).isEqualTo("directory");
    }
}
