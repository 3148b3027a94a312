package dev.porthole.app.platform;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Opens pages and files with the programs that Linux, macOS and Windows have for that. */
public final class SystemBrowser implements BrowserOpener {

    private static final int PATIENCE_SECONDS = 5;

    private final Consumer<String> fallback;
    private final String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);

    /**
     * The system's browser.
     *
     * @param fallback opens a page where Linux has no program for it
     */
    public SystemBrowser(Consumer<String> fallback) {
        this.fallback = fallback;
    }

    @Override
    public void open(URI page) throws IOException {
        if (system.contains("mac")) {
            run(List.of("open", page.toString()));
        } else if (system.contains("win")) {
            run(List.of("rundll32", "url.dll,FileProtocolHandler", page.toString()));
        } else {
            try {
                run(List.of("xdg-open", page.toString()));
            } catch (IOException e) {
                fallback.accept(page.toString());
            }
        }
    }

    @Override
    public void show(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("no such file: " + file);
        }
        if (system.contains("mac")) {
            run(List.of("open", "-R", file.toString()));
        } else if (system.contains("win")) {
            // Explorer answers 1 even when all is well, so nobody waits for its answer.
            new ProcessBuilder("explorer", "/select," + file).start();
        } else {
            showOnLinux(file);
        }
    }

    private void showOnLinux(Path file) throws IOException {
        try {
            run(List.of(
                    "dbus-send",
                    "--session",
                    "--print-reply",
                    "--dest=org.freedesktop.FileManager1",
                    "/org/freedesktop/FileManager1",
                    "org.freedesktop.FileManager1.ShowItems",
                    "array:string:" + file.toUri(),
                    "string:"));
        } catch (IOException e) {
            // No file browser listens on the bus: open the folder the plain way.
            Path folder = Files.isDirectory(file) ? file : file.toAbsolutePath().getParent();
            run(List.of("xdg-open", String.valueOf(folder)));
        }
    }

    /** Starts a command. One that still runs after a while has found what it was to show. */
    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() != 0) {
                throw new IOException(command.getFirst() + " ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(command.getFirst());
        }
    }
}
