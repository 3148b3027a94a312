package dev.porthole.app;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Opens a page and leaves it open; ends with a kill, as browsers do end now and then. */
    Process open(URI page, Path profile) throws IOException {
        return new ProcessBuilder(
                        program.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                        "--no-first-run", "--disable-background-networking", "--disable-component-update",
                        "--disable-sync", "--autoplay-policy=no-user-gesture-required",
                        "--remote-debugging-port=0", "--user-data-dir=" + profile, page.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
