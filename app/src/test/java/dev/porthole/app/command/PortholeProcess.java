package dev.porthole.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.Main;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Porthole as a process of its own, started with the Java and the classes this test runs with. */
public final class PortholeProcess implements AutoCloseable {

    /** No process is fast on a computer that does other things as well. */
    private static final long PATIENCE_SECONDS = 30;

    private static final String END = "\0";

    private final Process process;
    private final LinkedBlockingQueue<String> outLines = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> errLines = new LinkedBlockingQueue<>();

    private PortholeProcess(Process process) {
        this.process = process;
        collect(process.getInputStream(), outLines);
        collect(process.getErrorStream(), errLines);
    }

    static PortholeProcess start(String... args) throws IOException {
        return start(List.of("-Duser.language=en", "-Duser.country=US"), args);
    }

    static PortholeProcess startInChinese(String... args) throws IOException {
        return start(List.of("-Duser.language=zh", "-Duser.country=CN"), args);
    }

    /** With settings of its own, and where no other program can be found: no browser, for example. */
    static PortholeProcess startWithoutPrograms(Path settings, String... args) throws IOException {
        List<String> options = List.of(
                "-Duser.language=en", "-Duser.country=US", "-Dporthole.config=" + settings);
        return start(options, Map.of("PATH", settings.toString()), args);
    }

    /** The window, on a screen that exists in memory only. */
    public static PortholeProcess startWindow(Path settings, Path runtimeFolder, String... args) throws IOException {
        return start(inMemory(settings), Map.of("XDG_RUNTIME_DIR", runtimeFolder.toString()), args);
    }

    static PortholeProcess start(List<String> jvmOptions, String... args) throws IOException {
        return start(jvmOptions, Map.of(), args);
    }

    /**
     * The command in a user namespace with a limit of its own, which stands under {@code /proc/sys/user}.
     */
    static PortholeProcess startLimited(String limit, int value, Locale locale, String... args) throws IOException {
        List<String> options = List.of(
                "-Duser.language=" + locale.getLanguage(), "-Duser.country=" + locale.getCountry());
        return start(limiter(limit, value), options, Map.of(), args);
    }

    /** Whether this system lets a program be limited so. */
    static boolean canBeLimited() throws InterruptedException {
        List<String> command = new ArrayList<>(limiter("max_inotify_watches", 1));
        command.add("true");
        try {
            Process tried = new ProcessBuilder(command).redirectErrorStream(true).start();
            return tried.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && tried.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private static List<String> limiter(String limit, int value) {
        return List.of("unshare", "--user", "--map-root-user", "sh", "-ec",
                "echo $1 > /proc/sys/user/$0; shift; exec \"$@\"", limit, String.valueOf(value));
    }

    /** The command, while strace writes into a file whom it connects to, sends to, and accepts. */
    static PortholeProcess startTraced(Path trace, String... args) throws IOException {
        return start(tracer(trace), List.of(), Map.of(), args);
    }

    /** The window, traced alike. */
    static PortholeProcess startWindowTraced(
            Path trace, Path settings, Path runtimeFolder, List<String> jvmOptions, String... args)
            throws IOException {
        List<String> options = new ArrayList<>(inMemory(settings));
        options.addAll(jvmOptions);
        return start(tracer(trace), options, Map.of("XDG_RUNTIME_DIR", runtimeFolder.toString()), args);
    }

    /** It watches from beside (-D), so that the process is Porthole itself and gets the signals. */
    private static List<String> tracer(Path trace) {
        return List.of("strace", "-D", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg,accept4",
                "-o", trace.toString());
    }

    private static List<String> inMemory(Path settings) {
        return List.of("-Dglass.platform=Headless", "-Dprism.order=sw", "-Dporthole.config=" + settings);
    }

    private static PortholeProcess start(List<String> jvmOptions, Map<String, String> environment, String... args)
            throws IOException {
        return start(List.of(), jvmOptions, environment, args);
    }

    private static PortholeProcess start(
            List<String> tracer, List<String> jvmOptions, Map<String, String> environment, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(tracer);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPathOfTheProgram(), Main.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY", "JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        return new PortholeProcess(builder.start());
    }

    /** The next line on the standard output. */
    String line() throws InterruptedException {
        return next(outLines);
    }

    /** The next line on the standard error stream. */
    String errorLine() throws InterruptedException {
        return next(errLines);
    }

    /** All lines that are left on the standard output, once the process has ended. */
    List<String> remainingLines() throws InterruptedException {
        return remaining(outLines);
    }

    /** All lines that are left on the standard error stream, once the process has ended. */
    List<String> remainingErrorLines() throws InterruptedException {
        return remaining(errLines);
    }

    /** Reads the line that says where the folder is served. */
    URI servingAt() throws InterruptedException {
        String line = line();
        assertThat(line).as("errors: " + errLines).matches("Serving .+ at https?://.+:\\d+/");
        return URI.create(line.substring(line.lastIndexOf(" at ") + 4));
    }

    /** Asks it to end, as the system does when the user logs out. */
    public void terminate() {
        // Not Process.destroy(): that one also stops listening to what the process still has to say.
        process.toHandle().destroy();
    }

    /** Does what Ctrl-C does. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).inheritIO().start().waitFor();
    }

    /** Waits until it ends. */
    public int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended in time").isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String next(LinkedBlockingQueue<String> lines) throws InterruptedException {
        String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(line).as("a line in time").isNotNull().isNotEqualTo(END);
        return line;
    }

    private static List<String> remaining(LinkedBlockingQueue<String> lines) throws InterruptedException {
        List<String> remaining = new ArrayList<>();
        while (true) {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(line).as("the end in time").isNotNull();
            if (line.equals(END)) {
                return remaining;
            }
            remaining.add(line);
        }
    }

    private static void collect(InputStream stream, LinkedBlockingQueue<String> lines) {
        Thread.ofVirtual().start(() -> {
            try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException | RuntimeException processEnded) {
                // What there was to read has been read.
            }
            lines.add(END);
        });
    }

    /** Without the logging library that a test library brings along: it would say that it is not set up. */
    private static String classPathOfTheProgram() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.contains("slf4j"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
