package dev.porthole.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Chromium, without a window of its own. */
public final class Chromium {

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
    Browser open(URI page, Path profile) throws IOException {
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
     * A browser that runs.
     *
     * @param process the first of its processes
     * @param profile the folder that is its own
     */
    record Browser(Process process, Path profile) implements AutoCloseable {

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
