package dev.porthole.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ManPageTest {

    @Test
    void tellsOfEveryOptionOfEveryCommand() {
        String page = ManPage.text();
        Set<String> options = new TreeSet<>();
        collect(PortholeCommand.commandLine(), options);
        assertThat(options).contains("--port", "--json", "--recorded")
                .allSatisfy(option -> assertThat(page).contains(option.replace("-", "\\-")));
    }

    @Test
    void tellsOfThePagesThatTheServerHasItself() {
        assertThat(ManPage.text()).contains("/.porthole/reset", "/.porthole/https");
    }

    @Test
    void noLineOfTextIsTakenForMarkup() {
        assertThat(ManPage.text().lines().filter(line -> line.startsWith(".") || line.startsWith("'")))
                .allMatch(line -> line.matches("\\.(TH|SH|SS|TP|PP|nf|fi)( .*)?"));
        assertThat(ManPage.text()).doesNotContain("%n", "%%");
    }

    @Test
    void groffFindsNothingToWarnOf(@TempDir Path folder) throws Exception {
        assumeTrue(isInstalled("groff"));
        Path page = Files.writeString(folder.resolve("porthole.1"), ManPage.text());
        Process groff = new ProcessBuilder(
                        "groff", "-K", "utf-8", "-man", "-T", "utf8", "-P-cbou", "-ww", page.toString())
                .redirectOutput(folder.resolve("page.txt").toFile()).start();
        String warnings = new String(groff.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(groff.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(warnings).isEmpty();
        assertThat(Files.readString(folder.resolve("page.txt"))).contains("SYNOPSIS", "127.0.0.1");
    }

    private static void collect(CommandLine command, Set<String> options) {
        command.getCommandSpec().options().forEach(option -> options.addAll(Set.of(option.names())));
        command.getSubcommands().values().forEach(inside -> collect(inside, options));
    }

    private static boolean isInstalled(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
