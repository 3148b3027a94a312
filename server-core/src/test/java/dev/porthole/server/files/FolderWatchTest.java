package dev.porthole.server.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a watched folder tells of, and what not. */
class FolderWatchTest {

    @TempDir Path temp;
    private final BlockingQueue<Set<Path>> told = new LinkedBlockingQueue<>();
    private FolderWatch watch;

    private void begin(int mostDirectories) throws Exception {
        temp = temp.toRealPath();
        watch = new FolderWatch(temp, true, mostDirectories, new FolderWatch.Listener() {
            @Override
            public void changed(Set<Path> files) {
                told.add(files);
            }

            @Override
            public void lost() {
                told.add(Set.of());
            }
        });
        // Told of once the folder is watched; before that, by its time.
        Files.writeString(temp.resolve("begun"), "");
        awaitTold("begun");
    }

    @AfterEach
    void end() {
        if (watch != null) {
            watch.close();
        }
    }

    /** Waits for a file, and returns everything that was told until then, it included. */
    private List<Path> awaitTold(String name) throws InterruptedException {
        Path wanted = temp.resolve(name);
        List<Path> all = new ArrayList<>();
        while (!all.contains(wanted)) {
            Set<Path> next = told.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("told of %s; so far %s", name, all).isNotNull();
            all.addAll(next);
        }
        return all;
    }

    private void write(String name, String text) throws Exception {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void savedMadeMovedAndDeletedFilesAreTold() throws Exception {
        write("a.html", "1");
        begin(100);
        write("a.html", "2");
        awaitTold("a.html");
        write("b.tmp", "3");
        Files.move(temp.resolve("b.tmp"), temp.resolve("a.html"), StandardCopyOption.REPLACE_EXISTING);
        awaitTold("a.html");
        Files.delete(temp.resolve("a.html"));
        awaitTold("a.html");
    }

    @Test
    void foldersMadeLaterAreWatchedWithAllThatIsInThem() throws Exception {
        begin(100);
        write("new/deep/er/a.css", "1");
        awaitTold("new/deep/er/a.css");
        write("new/deep/er/a.css", "2");
        awaitTold("new/deep/er/a.css");
    }

    @Test
    void aFolderThatWasMovedIsKnownUnderItsNewName() throws Exception {
        write("old/in/a.css", "1");
        begin(100);
        Files.move(temp.resolve("old"), temp.resolve("new"));
        awaitTold("new/in/a.css");
        write("new/in/a.css", "2");
        assertThat(awaitTold("new/in/a.css")).noneMatch(path -> path.startsWith(temp.resolve("old/in")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        ".git/index", "sub/.git/HEAD", "node_modules/x/index.js", ".hidden", ".idea/workspace.xml", "4913", "a.html~",
        ".a.html.swp", ".a.html.swx", "#a.html#", ".#a.html", "a.html.tmp", ".goutputstream-ABC", ".DS_Store",
        "a.html___jb_tmp___", "big.crdownload"})
    void whatIsNoPartOfTheSiteIsNotTold(String name) throws Exception {
        begin(100);
        write(name, "1");
        write("last.html", "1");
        assertThat(awaitTold("last.html")).noneMatch(path -> temp.relativize(path).toString().equals(name)
                || path.equals(temp.resolve(name.replaceAll("/.*", "")).resolve("x")));
    }

    @Test
    void oneSavingInManyStepsIsToldOnce() throws Exception {
        begin(100);
        for (int i = 0; i < 50; i++) {
            Files.writeString(temp.resolve("a.js"), "line\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        write("last", "1");
        assertThat(awaitTold("last")).filteredOn(temp.resolve("a.js")::equals).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void beyondTheLimitWhatWasAskedForIsLookedAt() throws Exception {
        write("a/one.css", "1");
        write("b/two.css", "1");
        write("c/three.css", "1");
        begin(1);
        assertThat(watch.limit()).isEqualTo(FolderWatch.Limit.DIRECTORIES);
        for (String name : List.of("a/one.css", "b/two.css", "c/three.css")) {
            try (ServedFile file = ServedFile.open(temp.resolve(name))) {
                watch.sent(file);
            }
        }
        watch.missed(temp.resolve("c/late.css"));
        write("b/two.css", "changed");
        awaitTold("b/two.css");
        write("c/late.css", "1");
        awaitTold("c/late.css");
        Files.delete(temp.resolve("a/one.css"));
        awaitTold("a/one.css");
    }

    @Test
    void aChangeThatTheSystemDoesNotTellIsSeenByLooking() throws Exception {
        write("a.bin", "0123456789");
        begin(100);
        Path file = temp.resolve("a.bin");
        try (ServedFile served = ServedFile.open(file)) {
            watch.sent(served);
        }
        try (var channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, 10);
            mapped.put("mapped".getBytes(StandardCharsets.US_ASCII));
            mapped.force();
        }
        awaitTold("a.bin");
    }

    @Test
    void aFileWhoseTimeIsSetBackIsToldAsWell() throws Exception {
        write("a.css", "1");
        begin(100);
        Files.setLastModifiedTime(temp.resolve("a.css"), FileTime.from(Instant.EPOCH));
        awaitTold("a.css");
    }

    @Test
    void theFolderMayBeRemovedAndMadeAnew() throws Exception {
        temp = Files.createDirectories(temp.resolve("dist"));
        write("a.css", "1");
        begin(100);
        for (String name : List.of("a.css", "begun")) {
            Files.delete(temp.resolve(name));
        }
        Files.delete(temp);
        awaitTold("a.css");
        write("a.css", "2");
        awaitTold("a.css");
    }
}
