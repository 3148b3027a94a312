package dev.porthole.lab.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.LabSupport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the lab shows the calls that the kernel saw: all of them, in their order, to the last argument. */
class StraceTest {

    /** All that the lab's own threads make, but for those that the virtual machine makes on every thread. */
    private static final List<String> CALLS = List.of(
            "socket", "setsockopt", "bind", "listen", "accept4", "connect", "recvfrom", "sendto", "shutdown",
            "epoll_create1", "epoll_ctl", "epoll_wait", "eventfd2");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"origin-echo", "fixed-echo", "ghosts", "length"})
    void straceSawWhatTheLabTold(String script) throws Exception {
        assumeTrue(LabSupport.kernel() && straceMayTrace(), "No strace, or it may not trace");
        Map<String, List<String>> told = run(script);
        List<List<String>> traced = traced();
        assertThat(told.keySet()).anyMatch(each -> each.endsWith("server")).anyMatch(each -> each.contains("client"));
        told.forEach((thread, calls) -> assertThat(traced).as(thread).contains(calls));
    }

    private static boolean straceMayTrace() throws InterruptedException {
        try {
            Process trial = new ProcessBuilder("strace", "-f", "-o", "/dev/null", "true").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return trial.waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** What the lab told, by thread. */
    private Map<String, List<String>> run(String script) throws IOException, InterruptedException {
        Path output = folder.resolve("told");
        List<String> command = new ArrayList<>(List.of(
                "strace", "-ff", "-e", "trace=" + String.join(",", CALLS), "-e", "signal=none",
                "-o", folder.resolve("traced").toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), TracedScript.class.getName(), script));
        Process process = new ProcessBuilder(command).redirectError(folder.resolve("problems").toFile())
                .redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(folder.resolve("problems"))).isZero();
        Map<String, List<String>> told = new LinkedHashMap<>();
        for (String line : Files.readAllLines(output, StandardCharsets.UTF_8)) {
            String[] parts = line.split("\t", 2);
            if (ours(parts[1]) && !parts[0].endsWith("main")) {
                told.computeIfAbsent(parts[0], thread -> new ArrayList<>()).add(parts[1]);
            }
        }
        return told;
    }

    /** What strace saw: a file for each thread. */
    private List<List<String>> traced() throws IOException {
        List<List<String>> traced = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("traced")).toList()) {
                List<String> calls = Files.readAllLines(file).stream().filter(StraceTest::ours)
                        .map(StraceTest::likeOurs).toList();
                if (!calls.isEmpty()) {
                    traced.add(calls);
                }
            }
        }
        return traced;
    }

    private static boolean ours(String call) {
        return CALLS.stream().anyMatch(name -> call.startsWith(name + "(")) && !call.contains("EINTR");
    }

    /** Without the blanks of its columns, the words behind an error's name, and where the kernel wrote nothing. */
    private static String likeOurs(String call) {
        return call.replaceAll("\\)\\s+= ", ") = ").replaceAll("(= -1 \\w+) \\(.*\\)$", "$1")
                .replaceFirst("^(accept4\\(\\d+, )0x[0-9a-f]+", "$1{...}")
                .replaceFirst("^(recvfrom\\(\\d+, )0x[0-9a-f]+", "$1\"\"");
    }
}
