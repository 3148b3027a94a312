package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program's shell script and the options it chooses, with a stand-in for Java that tells its words. */
@EnabledOnOs(OS.LINUX)
class LauncherTest {

    private static final Path OPTIONS = Path.of("src/options");

    @TempDir
    private Path temporary;

    private Path home;

    @BeforeEach
    void install() throws IOException {
        home = temporary.resolve("a folder with blanks");
        String script = Files.readString(Path.of("src/dist/bin/porthole"));
        put("bin/porthole", script.replace("${project.build.finalName}", "app"));
        put("lib/runtime/bin/java", "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    }

    @Test
    void servingHasOptionsOfItsOwn() throws Exception {
        assertThat(wordsFor("serve", "/srv/www")).contains(optionsFile("serve")).doesNotContain(optionsFile("window"));
        assertThat(wordsFor()).contains(optionsFile("window")).doesNotContain(optionsFile("serve"));
        assertThat(wordsFor("./serve")).contains(optionsFile("window"));
        assertThat(wordsFor("--help")).contains(optionsFile("window"));
    }

    @Test
    void eachWayToStartHasAMemoryOfItsOwn() throws Exception {
        assertThat(wordsFor("serve")).contains("-XX:AOTCache=" + home.toRealPath().resolve("lib/app/serve.aot"));
        assertThat(wordsFor()).contains("-XX:AOTCache=" + home.toRealPath().resolve("lib/app/window.aot"));
    }

    @Test
    void argumentsArriveAsTheyWereWritten() throws Exception {
        assertThat(wordsFor("serve", "my site", "*", "")).endsWith(Main.class.getName(), "serve", "my site", "*", "");
    }

    @Test
    void javaTakesTheOptionsAndSaysNothing() throws Exception {
        for (String name : List.of("serve", "window")) {
            String text = Files.readString(OPTIONS.resolve(name + ".options"))
                    .replace("${jvm.arguments}", "-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xmx512m");
            Path file = Files.writeString(temporary.resolve(name), text);
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            List<String> said = run(List.of(java, "@" + file, "--list-modules"));
            assertThat(said).allMatch(line -> line.matches("[a-z.]+@.*"), "a module and nothing else");
        }
    }

    private void put(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private String optionsFile(String name) throws IOException {
        return "@" + home.toRealPath().resolve("lib/app/" + name + ".options");
    }

    private List<String> wordsFor(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/porthole").toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
