package dev.porthole.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.Await;
import dev.porthole.app.text.Phrase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    private final List<Phrase> problems = new CopyOnWriteArrayList<>();

    @TempDir Path folder;

    @AfterEach
    void stop() {
        writer.shutdownNow();
    }

    @Test
    void writesAMomentAfterTheLastChangeAndReadsItBack() {
        open().put("folder", "/home/林/网站");
        Path file = folder.resolve("settings.properties");
        Await.until("the settings are written", () -> Files.exists(file));
        assertThat(open().get("folder")).isEqualTo("/home/林/网站");
        assertThat(problems).isEmpty();
    }

    @Test
    void damagedValuesFallBackOneByOne() throws IOException {
        write("scale=huge\nport=99999\nflag=maybe\ngood=7");
        SettingsFile settings = open();
        assertThat(settings.number("scale", 80, 250, 100)).isEqualTo(100);
        assertThat(settings.number("port", 0, 65_535, 7000)).isEqualTo(7000);
        assertThat(settings.flag("flag", true)).isTrue();
        assertThat(settings.number("good", 0, 10, 1)).isEqualTo(7);
        assertThat(settings.number("missing", 0, 10, 1)).isEqualTo(1);
    }

    @Test
    void aFileWithDamagedValuesIsKeptBesideAndToldOnce() throws IOException {
        write("scale=huge\nflag=maybe\ngood=7");
        SettingsFile settings = open();
        settings.number("scale", 80, 250, 100);
        settings.flag("flag", true);
        settings.put("good", 8);
        settings.flush();
        Path kept = damagedFiles().getFirst();
        assertThat(kept).content().isEqualTo("scale=huge\nflag=maybe\ngood=7");
        assertThat(problems).containsExactly(Phrase.of("settings.damagedValues", "flag, scale", kept));
        assertThat(folder.resolve("settings.properties")).content().contains("good=8").doesNotContain("huge");
        open().number("scale", 80, 250, 100);
        settings.flush();
        assertThat(problems).hasSize(1);
        assertThat(damagedFiles()).hasSize(1);
    }

    @Test
    void besideAnotherWindowNothingIsWritten() throws IOException {
        write("scale=110\nflag=maybe");
        SettingsFile settings = SettingsFile.besideAnother(folder, writer, problems::add);
        assertThat(settings.number("scale", 80, 250, 100)).isEqualTo(110);
        assertThat(settings.flag("flag", true)).isTrue();
        settings.put("scale", 120);
        settings.flush();
        assertThat(folder.resolve("settings.properties")).content().isEqualTo("scale=110\nflag=maybe");
        assertThat(problems).extracting(Phrase::key).containsExactly("settings.besideAnother");
        assertThat(damagedFiles()).isEmpty();
    }

    @Test
    void aFileTooLargeToBeSettingsIsKeptBeside() throws IOException {
        write("a=" + "a".repeat(5 << 20));
        open();
        assertThat(problems).extracting(Phrase::key).containsExactly("settings.damaged");
        assertThat(damagedFiles()).hasSize(1);
    }

    @Test
    void keysOfANewerVersionSurvive() throws IOException {
        write("from.the.future=precious");
        SettingsFile settings = open();
        settings.put("scale", 110);
        settings.flush();
        assertThat(open().get("from.the.future")).isEqualTo("precious");
    }

    @Test
    void aFileThatIsNotTextIsKeptBesideAndTold() throws IOException {
        byte[] damaged = {'a', '=', (byte) 0xff, (byte) 0xfe};
        Files.write(folder.resolve("settings.properties"), damaged);
        open().put("scale", 110);
        assertThat(problems).extracting(Phrase::key).containsExactly("settings.damaged");
        assertThat(Files.readAllBytes(damagedFiles().getFirst())).isEqualTo(damaged);
    }

    @Test
    void aBrokenEscapeCountsAsDamageToo() throws IOException {
        write("a=\\u12");
        open();
        assertThat(problems).extracting(Phrase::key).containsExactly("settings.damaged");
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenLater() throws IOException {
        Path blocked = folder.resolve("file");
        Files.writeString(blocked, "");
        SettingsFile settings = new SettingsFile(blocked, writer, problems::add);
        settings.put("scale", 110);
        settings.flush();
        Files.delete(blocked);
        settings.flush();
        assertThat(blocked.resolve("settings.properties")).content().contains("scale=110");
        try (Stream<Path> files = Files.list(blocked)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatCannotBeWrittenIsTold() throws IOException {
        Path blocked = folder.resolve("file");
        Files.writeString(blocked, "");
        SettingsFile settings = new SettingsFile(blocked, writer, problems::add);
        settings.put("scale", 110);
        settings.flush();
        assertThat(problems).extracting(Phrase::key).containsExactly("settings.unwritable");
    }

    private List<Path> damagedFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("settings.properties.damaged-"))
                    .toList();
        }
    }

    private SettingsFile open() {
        return new SettingsFile(folder, writer, problems::add);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("settings.properties"), text, StandardCharsets.UTF_8);
    }
}
