import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the finished program once, while the image is built, so that Java can remember what it loaded and how
 * it was linked (JEP 483); every later start takes about half the time. Profiles (JEP 515) are left out: those of
 * a run under load made the server no faster at first and a few per cent slower in the end, and those of a few
 * requests no faster either. Its arguments: the folder of the image, and the name of the program's jar.
 */
final class Rehearsal {

    private static final int CLEAN_END = 0;

    public static void main(String[] args) throws IOException, InterruptedException {
        Path image = Path.of(args[0]);
        Path cache = image.resolve("lib/app/porthole.aot");
        Path site = Files.createTempDirectory("porthole-rehearsal");
        Path said = Files.createTempFile("porthole-rehearsal", ".txt");
        try {
            makeSite(site);
            Process porthole = new ProcessBuilder(
                            image.resolve("lib/runtime/bin/java").toString(),
                            "@" + image.resolve("lib/app/serve.options"),
                            "-XX:+UnlockDiagnosticVMOptions",
                            "-XX:-AOTRecordTraining",
                            "-XX:AOTCacheOutput=" + cache,
                            "-cp", image.resolve("lib/app").resolve(args[1]).toString(),
                            "dev.porthole.app.Main", "serve", site.toString(), "-p", "0")
                    .redirectError(said.toFile())
                    .start();
            visit(porthole);
            boolean ended = porthole.waitFor(1, TimeUnit.MINUTES);
            if (!ended || porthole.exitValue() != CLEAN_END || !Files.exists(cache)) {
                porthole.destroyForcibly();
                System.err.println("The rehearsal left no cache; Java said:");
                Files.copy(said, System.err);
                System.exit(1);
            }
        } finally {
            Files.deleteIfExists(said);
            deleteSite(site);
        }
    }

    private static void makeSite(Path site) throws IOException {
        Files.writeString(site.resolve("index.html"), "<h1>Ahoy</h1>");
        Files.write(site.resolve("large.bin"), new byte[1_000_000]);
        Files.createDirectory(site.resolve("folder"));
    }

    private static void deleteSite(Path site) throws IOException {
        for (String name : List.of("index.html", "large.bin", "folder", "")) {
            Files.deleteIfExists(site.resolve(name));
        }
    }

    /** Asks for one answer of each kind, reads the log, and says goodbye. */
    private static void visit(Process porthole) throws IOException, InterruptedException {
        try (BufferedReader out = porthole.inputReader(); HttpClient browser = HttpClient.newHttpClient()) {
            String serving = out.readLine();
            if (serving == null) {
                return;
            }
            URI site = URI.create(serving.substring(serving.lastIndexOf(" at ") + 4));
            for (String path : List.of("", "index.html", "large.bin", "folder", "folder/", "missing")) {
                browser.send(HttpRequest.newBuilder(site.resolve(path)).build(), BodyHandlers.discarding());
                out.readLine();
            }
            HttpRequest part = HttpRequest.newBuilder(site.resolve("large.bin")).header("Range", "bytes=0-9").build();
            browser.send(part, BodyHandlers.discarding());
            HttpRequest known = HttpRequest.newBuilder(site).header("If-None-Match", "*").build();
            browser.send(known, BodyHandlers.discarding());
            porthole.toHandle().destroy();
            out.lines().forEach(line -> { });
        }
    }
}
