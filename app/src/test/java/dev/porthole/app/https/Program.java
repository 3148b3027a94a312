package dev.porthole.app.https;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another program that is asked for its judgement. */
public final class Program {

    private static final long PATIENCE_SECONDS = 30;

    private Program() {}

    /** Whether there is one with this name. */
    public static boolean isInstalled(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /**
     * What it said and how it ended.
     *
     * @param exitCode 0 if it was content
     * @param output all it said
     */
    public record Result(int exitCode, String output) {}

    /** Runs it to its end. */
    public static Result run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("does not end: " + List.of(command));
        }
        return new Result(process.exitValue(), output);
    }

    /** The home folder of a user whose browser trusts a certificate, in NSS's own store. */
    public static void trustInNss(Path home, Path certificate) throws IOException, InterruptedException {
        Path store = Files.createDirectories(home.resolve(".pki/nssdb"));
        String database = "sql:" + store;
        List<Result> results = List.of(
                run("certutil", "-N", "-d", database, "--empty-password"),
                run("certutil", "-A", "-d", database, "-n", "Porthole", "-t", "C,,", "-i", certificate.toString()));
        for (Result result : results) {
            if (result.exitCode() != 0) {
                throw new AssertionError(result.output());
            }
        }
    }
}
