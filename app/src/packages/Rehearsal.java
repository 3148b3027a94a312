import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the finished program twice while the image is built, once without a window and once with one, so that Java can
 * remember what it loaded and how it was linked (JEP 483); every later start takes about half the time. Each way to
 * start has a memory of its own, for the server alone needs a quarter of what the window does. Profiles (JEP 515) are
 * left out: those of a run under load made the server no faster at first and a few per cent slower in the end, and
 * those of a few requests no faster either. On Linux only: elsewhere the program is started by jpackage's launcher. The
 * window is shown by Xvfb, so that the part of JavaFX that speaks to GTK is remembered too (the first frame comes 40 ms
 * sooner for it); without Xvfb, JavaFX's own screen in memory has to do. Its arguments: the image, the name of the
 * program's jar, the time that every file gets, and the folder with the launcher that takes the place of jpackage's.
 */
final class Rehearsal {

    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
    private static final long LONGEST_SECONDS = 60;

    private final Path app;
    private final Path java;
    private final String jar;
    private final Path scratch;

    private Rehearsal(Path image, String jar, Path scratch) {
        this.app = image.resolve("lib/app");
        this.java = image.resolve("lib/runtime/bin/java");
        this.jar = jar;
        this.scratch = scratch;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path image = Path.of(args[0]);
        if (!Files.exists(image.resolve("lib/runtime/bin/java"))) {
            System.out.println("No rehearsal on this system.");
            return;
        }
        installLauncher(Path.of(args[3], "bin/porthole"), image);
        // Java looks at the dates of the files it remembers, and a package keeps whole seconds.
        dateAll(image, Instant.parse(args[2]));
        Path scratch = Files.createTempDirectory("porthole-rehearsal");
        try {
            Rehearsal rehearsal = new Rehearsal(image, args[1], scratch);
            Path site = rehearsal.makeSite();
            rehearsal.require(rehearsal.run(
                    "serve", Map.of(), List.of(), List.of("serve", site.toString(), "-p", "0")), "serve");
            rehearsal.runWindow(site);
        } finally {
            delete(scratch);
        }
        dateAll(image, Instant.parse(args[2]));
    }

    private static void installLauncher(Path launcher, Path image) throws IOException {
        Files.copy(launcher, image.resolve("bin/porthole"), StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(
                image.resolve("bin/porthole"), PosixFilePermissions.fromString("rwxr-xr-x"));
        // Nothing else needs these two.
        Files.deleteIfExists(image.resolve("lib/libapplauncher.so"));
        Files.deleteIfExists(image.resolve("lib/app/porthole.cfg"));
    }

    private static void dateAll(Path root, Instant time) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files.filter(one -> !Files.isSymbolicLink(one))::iterator) {
                Files.setLastModifiedTime(file, FileTime.from(time));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }

    private Path makeSite() throws IOException {
        Path site = Files.createDirectory(scratch.resolve("site"));
        Files.writeString(site.resolve("index.html"), "<h1>Ahoy</h1>");
        Files.write(site.resolve("large.bin"), new byte[1_000_000]);
        Files.createDirectory(site.resolve("folder"));
        return site;
    }

    /** The window as it is opened on most days: its settings are there, and the tour has been seen. */
    private void runWindow(Path site) throws IOException, InterruptedException {
        Path settings = Files.createDirectory(scratch.resolve("settings"));
        Files.writeString(settings.resolve("settings.properties"), "tour-seen=true\n");
        List<String> properties = List.of(
                "-Dprism.order=sw", "-Dprism.disableRegionCaching=true", "-Dporthole.config=" + settings);
        if (!runOnXvfb(properties, site)) {
            System.out.println("The rehearsal does without GTK, because Xvfb or a library of the desktop is missing.");
            List<String> inMemory = new ArrayList<>(properties);
            inMemory.add("-Dglass.platform=Headless");
            require(run("window", Map.of(), inMemory, List.of(site.toString())), "window");
        }
    }

    private boolean runOnXvfb(List<String> properties, Path site) throws IOException, InterruptedException {
        Process screen;
        try {
            screen = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException notInstalled) {
            return false;
        }
        try (BufferedReader display = screen.inputReader()) {
            return run("window", Map.of("DISPLAY", ":" + display.readLine(), "GDK_GL", "disable"),
                    properties, List.of(site.toString()));
        } finally {
            screen.destroy();
            screen.waitFor();
        }
    }

    /** Starts the program one way, uses it, and ends it as the system would; tells whether all of that worked. */
    private boolean run(
            String options, Map<String, String> environment, List<String> properties, List<String> arguments)
            throws IOException, InterruptedException {
        Path cache = app.resolve(options + ".aot");
        List<String> command = new ArrayList<>(List.of(
                java.toString(), "@" + app.resolve(options + ".options"),
                "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining", "-XX:AOTCacheOutput=" + cache));
        command.addAll(properties);
        command.addAll(List.of("-cp", app.resolve(jar).toString(), "dev.porthole.app.Main"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(said(options).toFile());
        builder.environment().putAll(environment);
        Process porthole = builder.start();
        boolean visited = options.equals("serve") ? visitOnceServed(porthole) : visitOnceShown(porthole);
        if (!porthole.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            porthole.destroyForcibly();
            return false;
        }
        // A program that could not begin leaves a cache too, of what little it has done.
        return visited && Files.exists(cache);
    }

    private Path said(String options) {
        return scratch.resolve(options + ".txt");
    }

    private void require(boolean remembered, String options) throws IOException {
        if (!remembered) {
            System.err.println("The rehearsal left no cache; Java said:");
            Files.copy(said(options), System.err);
            System.exit(1);
        }
    }

    /** Reads the address from the first line, and the log to its end. */
    private static boolean visitOnceServed(Process porthole) throws IOException, InterruptedException {
        try (BufferedReader out = porthole.inputReader()) {
            String serving = out.readLine();
            if (serving == null) {
                return false;
            }
            boolean visited = visit(ADDRESS.matcher(serving));
            porthole.toHandle().destroy();
            out.lines().forEach(line -> { });
            return visited;
        }
    }

    /** The window says its address nowhere but in its settings: the port of the site that it was given. */
    private boolean visitOnceShown(Process porthole) throws IOException, InterruptedException {
        Path settings = scratch.resolve("settings/settings.properties");
        Pattern port = Pattern.compile("(?m)^folder\\.0\\.port=(\\d+)$");
        boolean visited = false;
        for (long waited = 0; !visited && waited < LONGEST_SECONDS * 10 && porthole.isAlive(); waited++) {
            TimeUnit.MILLISECONDS.sleep(100);
            Matcher found = port.matcher(Files.readString(settings));
            if (found.find() && isListening(Integer.parseInt(found.group(1)))) {
                visited = visit(ADDRESS.matcher("http://127.0.0.1:" + found.group(1) + "/"));
                // Until the rows are shown and the scene is painted a few times.
                TimeUnit.SECONDS.sleep(2);
            }
        }
        porthole.toHandle().destroy();
        return visited;
    }

    private static boolean isListening(int port) {
        try (Socket _ = new Socket("127.0.0.1", port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Asks for one answer of each kind. */
    private static boolean visit(Matcher address) throws IOException, InterruptedException {
        if (!address.find()) {
            return false;
        }
        URI site = URI.create(address.group());
        try (HttpClient browser = HttpClient.newHttpClient()) {
            for (String path : List.of("", "index.html", "large.bin", "folder", "folder/", "missing")) {
                browser.send(HttpRequest.newBuilder(site.resolve(path)).build(), BodyHandlers.discarding());
            }
            browser.send(HttpRequest.newBuilder(site.resolve("large.bin")).header("Range", "bytes=0-9").build(),
                    BodyHandlers.discarding());
            browser.send(HttpRequest.newBuilder(site).header("If-None-Match", "*").build(),
                    BodyHandlers.discarding());
            return true;
        }
    }
}
