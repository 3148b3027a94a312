package dev.porthole.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Chromium, without a window of its own. */
public final class Chromium {

    private static final long LONGEST_LOAD_SECONDS = 60;

    private final Path program;

    private Chromium(Path program) {
        this.program = program;
    }

    /** The one that is installed, if any. */
    public static Optional<Chromium> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Chromium::new);
    }

    /** Opens a page and leaves it open until the browser is closed. */
    public Browser open(URI page, Path profile) throws IOException {
        return new Browser(
                new ProcessBuilder(
                                program.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                                "--no-first-run", "--disable-background-networking", "--disable-component-update",
                                "--disable-sync", "--autoplay-policy=no-user-gesture-required",
                                "--remote-debugging-port=0", "--user-data-dir=" + profile, page.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start(),
                profile);
    }

    /**
     * What a page has become after its scripts have run: its document as HTML; of a page that could not be loaded, or
     * was not shown because of its certificate, what the browser said about it.
     *
     * @param home the home folder of the browser's user, where its trust store is
     * @param more further options
     */
    public String document(URI page, Path home, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--virtual-time-budget=10000", "--dump-dom", "--enable-logging=stderr",
                "--user-data-dir=" + home.resolve("profile")));
        command.addAll(List.of(more));
        command.add(page.toString());
        Path out = Files.createTempFile(home, "document", ".html");
        Path log = Files.createTempFile(home, "document", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(log.toFile());
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        if (!process.waitFor(LONGEST_LOAD_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("Chromium does not get done with " + page);
        }
        String document = Files.readString(out);
        return document.isBlank() ? Files.readString(log) : document;
    }

    /**
     * A browser that runs.
     *
     * @param process the first of its processes
     * @param profile the folder that is its own
     */
    public record Browser(Process process, Path profile) implements AutoCloseable {

        /**
         * Ends with a kill, as browsers do end now and then. Its other processes live a moment longer and may still
         * write into the profile, so it is removed once they are gone as well.
         */
        @Override
        public void close() {
            List<ProcessHandle> all =
                    Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(one -> one.onExit().join());
            Await.until("the profile of the browser is removed", () -> removed(profile));
        }

        private static boolean removed(Path folder) {
            try (Stream<Path> found = Files.walk(folder)) {
                for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
                return true;
            } catch (IOException | UncheckedIOException stillWritten) {
                return false;
            }
        }
    }
}
