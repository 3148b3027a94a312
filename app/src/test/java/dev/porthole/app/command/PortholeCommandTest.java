package dev.porthole.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PortholeCommandTest {

    @Test
    void helpIsEnglish() throws Exception {
        assertThat(output(PortholeProcess.start("serve", "--help")))
                .contains("Serve a folder without a window, and write a line for each request.")
                .anyMatch(line -> line.startsWith("Usage:  porthole serve [FOLDER] [-p PORT]"))
                .anyMatch(line -> line.matches(" *-p, --port=PORT +The port to listen on.*"));
    }

    @Test
    void helpIsChinese() throws Exception {
        assertThat(output(PortholeProcess.startInChinese("--help")))
                .contains("提供文件夹的网页服务，并让你看见服务器在做什么。", "用法： porthole [文件夹 | 网页.html]", "命令：")
                .noneMatch(line -> line.contains("Usage") || line.contains("Options"));
        assertThat(output(PortholeProcess.startInChinese("serve", "--help")))
                .anyMatch(line -> line.startsWith("用法： porthole serve [文件夹] [-p 端口]"))
                .anyMatch(line -> line.matches(" *-p, --port=PORT +监听的端口.*"));
    }

    @Test
    void versionIsTheOneOfTheBuild() throws Exception {
        assertThat(output(PortholeProcess.start("--version")))
                .singleElement().asString().matches("porthole \\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void neitherFolderNorCommand() throws Exception {
        try (PortholeProcess porthole = PortholeProcess.start("swerve")) {
            assertThat(porthole.exitCode()).isEqualTo(2);
            assertThat(porthole.remainingErrorLines()).containsExactly("porthole: \"swerve\" is neither a"
                    + " folder nor a command; check the spelling, or see porthole --help.");
        }
    }

    @Test
    void aFileThatIsNotThereIsNotTakenForACommand(@TempDir Path folder) throws Exception {
        String missing = folder.resolve("missing.har").toString();
        try (PortholeProcess porthole = PortholeProcess.start(missing)) {
            assertThat(porthole.exitCode()).isEqualTo(2);
            assertThat(porthole.remainingErrorLines()).containsExactly("porthole: There is no file " + missing
                    + "; check the spelling and the folder it is in, or give its whole path.");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void windowWithoutDisplayPointsToServe(@TempDir Path folder) throws Exception {
        try (PortholeProcess porthole = PortholeProcess.start(folder.toString())) {
            assertThat(porthole.exitCode()).isEqualTo(2);
            assertThat(porthole.remainingErrorLines()).containsExactly(
                    "porthole: There is no display to open a window on; porthole serve works without one.");
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
