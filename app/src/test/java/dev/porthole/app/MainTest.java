package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    private Path folder;

    @Test
    void nothingOrAFolderOrAPageOpensTheWindow() throws IOException {
        Path page = Files.createFile(folder.resolve("Index.HTML"));

        assertThat(Main.opensWindow(page.toString())).isTrue();
        assertThat(Main.opensWindow()).isTrue();
        assertThat(Main.opensWindow(folder.toString())).isTrue();
        assertThat(Main.opensWindow(".")).isTrue();
    }

    @Test
    void everythingElseIsForTheCommandLine() throws IOException {
        Path file = Files.createFile(folder.resolve("notes.txt"));

        assertThat(Main.opensWindow(file.toString())).isFalse();
        assertThat(Main.opensWindow(folder.resolve("missing").toString())).isFalse();
        assertThat(Main.opensWindow(folder.toString(), folder.toString())).isFalse();
        assertThat(Main.opensWindow("--help")).isFalse();
        assertThat(Main.opensWindow("serve")).isFalse();
        assertThat(Main.opensWindow("\0")).isFalse();
    }
}
