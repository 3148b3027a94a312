package dev.porthole.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.lab.record.Recording;
import dev.porthole.app.lab.record.RecordingReader;
import dev.porthole.lab.LabSupport;
import dev.porthole.lab.Scripts;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.Script;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The lab on the command line, in processes of its own: what it prints, how it ends, and with which exit code. */
class LabCommandTest {

    private static final String FILES = "limits-files";

    @Test
    void listsEveryScript() throws Exception {
        List<String> lines = output(PortholeProcess.start("lab", "list"));
        for (Script script : Scripts.all()) {
            assertThat(lines).anyMatch(line -> line.strip().startsWith(script.name() + " "));
        }
        assertThat(lines).filteredOn(line -> line.matches("[1-7]  .*")).hasSize(7);
    }

    @Test
    void runsInTheUsersLanguage() throws Exception {
        assumeTrue(LabSupport.kernel());
        List<String> english = output(PortholeProcess.start("lab", "run", FILES));
        assertThat(english.get(1)).startsWith("● KERNEL  Linux ");
        assertThat(english).anyMatch(line -> line.matches(" +[\\d.]+ ms +\\S+ +epoll_ctl\\(.*\\) = -1 EPERM"));
        assertThat(english).anyMatch(line -> line.startsWith("=> "));
        List<String> chinese = output(PortholeProcess.startInChinese("lab", "run", FILES));
        assertThat(chinese.get(1)).startsWith("● 内核实测  Linux ");
        assertThat(chinese).anyMatch(line -> line.startsWith("=> ") && line.matches(".*[\u4e00-\u9fff].*"));
    }

    @Test
    void jsonIsARecordingThatPlayCanPrint(@TempDir Path folder) throws Exception {
        assumeTrue(LabSupport.kernel());
        List<String> lines = output(PortholeProcess.startInChinese("lab", "run", FILES, "--json"));
        String file = String.join("\n", lines) + "\n";
        Recording recording = RecordingReader.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        assertThat(recording.complete()).isTrue();
        assertThat(recording.header().script()).isEqualTo(FILES);
        assertThat(recording.header().evidence()).isEqualTo(Evidence.KERNEL);
        assertThat(recording.events()).anyMatch(
                event -> event instanceof LabEvent.Call call && call.error().equals("EPERM"));
        Path saved = Files.writeString(folder.resolve("files.jsonl"), file);
        List<String> played = output(PortholeProcess.start("lab", "play", saved.toString()));
        assertThat(played.get(1)).startsWith("▷ RECORDED  Recorded on Linux ");
        assertThat(played).anyMatch(line -> line.endsWith("= -1 EPERM"));
    }

    /** The slow client of this script takes seconds, so it is still at it when the signal comes. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void ctrlCEndsItWithASentenceAndOne() throws Exception {
        try (PortholeProcess porthole = PortholeProcess.start("lab", "run", "servers")) {
            assertThat(porthole.line()).endsWith("servers");
            assertThat(porthole.line()).contains("LIVE");
            porthole.interrupt();
            assertThat(porthole.exitCode()).isEqualTo(1);
            assertThat(porthole.remainingErrorLines())
                    .containsExactly("porthole: The experiment was stopped before its end.");
        }
    }

    @Test
    void whatCannotBeginIsASentenceAndTwo(@TempDir Path folder) throws Exception {
        assertRefused("There is no experiment \"lt-ett\"; porthole lab list shows all names.", "lab", "run", "lt-ett");
        assertRefused("Something is missing; see porthole lab --help, and porthole lab list for the names.",
                "lab", "run");
        assertRefused("\"dance\" is one argument too many, or no command of the lab; see porthole lab --help.",
                "lab", "dance");
        Path broken = Files.writeString(folder.resolve("broken.jsonl"), "{\"lab\":1,\"script\":\"a\"}\n{\"event\":\n");
        assertRefused(broken + " cannot be played: It is damaged in line 2.", "lab", "play", broken.toString());
        Path missing = folder.resolve("missing.jsonl");
        assertRefused("There is no file " + missing + " that can be read; check the spelling.",
                "lab", "play", missing.toString());
    }

    private static void assertRefused(String sentence, String... args) throws InterruptedException, IOException {
        try (PortholeProcess porthole = PortholeProcess.start(args)) {
            assertThat(porthole.exitCode()).isEqualTo(2);
            assertThat(porthole.remainingErrorLines()).containsExactly("porthole: " + sentence);
        }
    }

    private static List<String> output(PortholeProcess started) throws InterruptedException, IOException {
        try (PortholeProcess porthole = started) {
            assertThat(porthole.exitCode()).isZero();
            assertThat(porthole.remainingErrorLines()).isEmpty();
            return porthole.remainingLines();
        }
    }
}
