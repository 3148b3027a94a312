import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs the finished server once, while the image is built, so that Java can remember what it loaded, how it was
 * linked, and what its busy methods did (JEP 483, 515). Every later start takes about half the time, and under load
 * the server is at its best after seconds, because the right methods are compiled at once. Its arguments: the folder
 * of the image, and the name of the program's jar.
 */
final class Rehearsal {

    private static final int CLEAN_END = 0;
    private static final int SMALL_FILES = 300;
    private static final int CROWD = 32;
    private static final int SHORT_VISITS = 2_000;

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
        Files.writeString(site.resolve("index.html"), "<h1>Ahoy</h1>".repeat(80));
        Files.write(site.resolve("picture.png"), new byte[100_000]);
        Files.write(site.resolve("large.bin"), new byte[1_000_000]);
        Path folder = Files.createDirectory(site.resolve("folder"));
        for (int i = 0; i < SMALL_FILES; i++) {
            Files.write(folder.resolve(i + ".css"), new byte[100 * i]);
        }
    }

    private static void deleteSite(Path site) throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void visit(Process porthole) throws IOException, InterruptedException {
        try (BufferedReader out = porthole.inputReader()) {
            String serving = out.readLine();
            if (serving == null) {
                return;
            }
            // The log has to be read, or the server would wait with it.
            Thread reader = Thread.startVirtualThread(() -> out.lines().forEach(line -> { }));
            URI site = URI.create(serving.substring(serving.lastIndexOf(" at ") + 4));
            askForEachKind(site);
            askMuch(site);
            porthole.toHandle().destroy();
            reader.join();
        }
    }

    /** Asks for one answer of each kind. */
    private static void askForEachKind(URI site) throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            for (String path : List.of("", "index.html", "large.bin", "folder", "folder/", "missing")) {
                browser.send(HttpRequest.newBuilder(site.resolve(path)).build(), BodyHandlers.discarding());
            }
            HttpRequest part = HttpRequest.newBuilder(site.resolve("large.bin")).header("Range", "bytes=0-9").build();
            browser.send(part, BodyHandlers.discarding());
            HttpRequest known = HttpRequest.newBuilder(site).header("If-None-Match", "*").build();
            browser.send(known, BodyHandlers.discarding());
        }
    }

    /** Keeps the server so busy, with what servers are mostly asked for, that its busy methods are compiled. */
    private static void askMuch(URI site) throws IOException {
        List<String> folder = IntStream.range(0, SMALL_FILES).mapToObj(i -> "/folder/" + i + ".css").toList();
        try (Crowd crowd = new Crowd(site, CROWD)) {
            for (String path : folder) {
                crowd.ask(1, List.of(path));
            }
            crowd.ask(4_000, List.of("/index.html"));
            crowd.ask(1_000, List.of("/index.html"), "If-None-Match: *");
            crowd.ask(300, List.of("/picture.png"));
            crowd.ask(30, List.of("/large.bin"));
            crowd.ask(100, folder.subList(0, 16));
            for (String path : folder) {
                crowd.ask(2, List.of(path));
            }
        }
        for (int i = 0; i < SHORT_VISITS; i++) {
            try (Crowd one = new Crowd(site, 1)) {
                one.ask(1, List.of("/index.html"), "Connection: close");
            }
        }
    }
}
