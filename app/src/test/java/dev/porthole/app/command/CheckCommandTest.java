package dev.porthole.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    @TempDir Path root;

    @Test
    void printsALineForEachFindingAndSaysSoInItsExitCode() throws Exception {
        Files.writeString(root.resolve("index.html"), "<meta charset=utf-8>\n<a href=abuot.html>about</a>");
        Files.writeString(root.resolve("about.html"), "<meta charset=utf-8>");
        try (PortholeProcess porthole = PortholeProcess.start("check", root.toString())) {
            assertThat(porthole.exitCode()).isEqualTo(1);
            assertThat(porthole.remainingLines()).containsExactly(
                    "index.html:2: \"abuot.html\" leads to nothing (is there: /about.html)",
                    "about.html: nothing leads to this file",
                    "Findings: 2; pages: 2, files: 2, links: 1.");
        }
        try (PortholeProcess porthole = PortholeProcess.start("check", "--json", root.toString())) {
            assertThat(porthole.exitCode()).isEqualTo(1);
            assertThat(porthole.remainingLines()).containsExactly(
                    "{\"kind\":\"broken-link\",\"file\":\"/index.html\",\"line\":2,\"subject\":\"abuot.html\","
                            + "\"nearest\":\"/about.html\"}",
                    "{\"kind\":\"orphan\",\"file\":\"/about.html\"}");
        }
    }

    @Test
    void aSoundSiteEndsWithZero() throws Exception {
        Files.writeString(root.resolve("index.html"), "<meta charset=utf-8>");
        try (PortholeProcess porthole = PortholeProcess.startInChinese("check", root.toString())) {
            assertThat(porthole.exitCode()).isZero();
            assertThat(porthole.remainingLines()).containsExactly("没有发现问题：1 个页面，1 个文件，0 个链接。");
        }
    }

    @Test
    void aFolderThatIsNotThereIsSaidPlainly() throws Exception {
        try (PortholeProcess porthole = PortholeProcess.start("check", root.resolve("gone").toString())) {
            assertThat(porthole.exitCode()).isEqualTo(2);
            assertThat(porthole.remainingErrorLines()).singleElement().asString()
                    .startsWith("porthole: There is no folder " + root.resolve("gone"));
        }
    }
}
