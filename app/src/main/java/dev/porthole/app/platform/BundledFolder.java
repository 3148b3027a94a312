package dev.porthole.app.platform;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A folder of files that comes inside the program, as a guide or a sample does. A web server needs it on the disk, so
 * it is written there: whole or not at all, whoever else does the same at that moment. Reads and writes the disk: for
 * a thread that may wait.
 */
public final class BundledFolder {

    private static final int FINGERPRINT_BYTES = 6;

    private final String name;
    private final SortedMap<String, byte[]> files;

    private BundledFolder(String name, SortedMap<String, byte[]> files) {
        this.name = name;
        this.files = files;
    }

    /**
     * Reads a folder among the resources.
     *
     * @param resource its path, such as {@code /dev/porthole/app/guide}
     * @throws IOException if there is no such folder, or it cannot be read
     */
    public static BundledFolder read(String resource) throws IOException {
        URL url = BundledFolder.class.getResource(resource);
        if (url == null) {
            throw new IOException("no such folder in the program: " + resource);
        }
        SortedMap<String, byte[]> files = url.getProtocol().equals("jar")
                ? fromJar((JarURLConnection) url.openConnection()) : fromFolder(url);
        return new BundledFolder(resource.substring(resource.lastIndexOf('/') + 1), files);
    }

    /**
     * Puts the folder among those of this user that can be made again at any time, under a name that tells its content:
     * another version of the program finds another folder. What was changed or lost there since is put right.
     *
     * @return the folder on the disk
     */
    public Path inCache() throws IOException {
        Path target = cacheFolder().resolve(name + "-" + fingerprint());
        if (!isWhole(target)) {
            deleteTree(target);
        }
        return writeTo(target);
    }

    /**
     * Puts the folder at a place, with all folders above it. A folder that is there already stays as it is.
     *
     * @return the place
     */
    public Path writeTo(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            return target;
        }
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Files.createDirectories(parent);
        Path draft = Files.createTempDirectory(parent, ".part-");
        try {
            Path whole = draft.resolve(name);
            for (var file : files.entrySet()) {
                Path place = whole.resolve(file.getKey());
                Files.createDirectories(place.resolveSibling("."));
                Files.write(place, file.getValue());
            }
            Files.move(whole, target);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
            // Another process was quicker, and its copy is as good.
        } finally {
            deleteTree(draft);
        }
        return target;
    }

    /** The folder for what this user's programs can make again, as each system wants it. */
    static Path cacheFolder() {
        String chosen = System.getProperty(SettingsFile.FOLDER_PROPERTY, "");
        if (!chosen.isEmpty()) {
            return Path.of(chosen).resolve("cache");
        }
        Path home = Path.of(System.getProperty("user.home", "."));
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            return home.resolve("Library/Caches/Porthole");
        }
        if (system.contains("win")) {
            String local = System.getenv("LOCALAPPDATA");
            return (local == null ? home.resolve("AppData/Local") : Path.of(local)).resolve("Porthole/Cache");
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        boolean usable = cache != null && Path.of(cache).isAbsolute();
        return (usable ? Path.of(cache) : home.resolve(".cache")).resolve("porthole");
    }

    private boolean isWhole(Path folder) throws IOException {
        for (var file : files.entrySet()) {
            Path place = folder.resolve(file.getKey());
            if (!Files.isRegularFile(place) || !MessageDigest.isEqual(Files.readAllBytes(place), file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((path, content) -> {
                digest.update((path + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static SortedMap<String, byte[]> fromFolder(URL url) throws IOException {
        try {
            Path folder = Path.of(new URI(url.toString()));
            SortedMap<String, byte[]> files = new TreeMap<>();
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                    files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
            return files;
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static SortedMap<String, byte[]> fromJar(JarURLConnection connection) throws IOException {
        // Not the one that the class loader keeps open.
        connection.setUseCaches(false);
        String prefix = connection.getEntryName().replaceFirst("/*$", "/");
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (entry.getName().startsWith(prefix) && !entry.isDirectory()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        files.put(entry.getName().substring(prefix.length()), in.readAllBytes());
                    }
                }
            }
        }
        return files;
    }

    private static void deleteTree(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
                for (Path each : inside) {
                    deleteTree(each);
                }
            }
        }
        Files.deleteIfExists(folder);
    }
}
