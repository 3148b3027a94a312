package dev.porthole.app.check;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * The files of a site as the server shows them: without hidden ones and without what lies outside of the folder.
 * Paths begin with a slash, and those of folders end with one. Does not change once it is read.
 */
final class SiteFiles {

    private static final String INDEX = "index.html";

    private final NavigableMap<String, Path> files = new TreeMap<>();
    private final Set<String> folders = new HashSet<>();
    private final Map<String, String> anyCase = new HashMap<>();

    private SiteFiles() {}

    /**
     * Reads a folder and all below it. Waits for the disk.
     *
     * @param cancelled asked from time to time; once true, reading stops early
     */
    static SiteFiles read(Path root, BooleanSupplier cancelled) throws IOException {
        SiteFiles site = new SiteFiles();
        Path realRoot = root.toRealPath();
        Files.walkFileTree(realRoot, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                            throws IOException {
                        if (cancelled.getAsBoolean()) {
                            return FileVisitResult.TERMINATE;
                        }
                        if (!folder.equals(realRoot) && !isServed(folder)) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        site.add(site.folders, path(folder) + (folder.equals(realRoot) ? "" : "/"));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        if (attributes.isRegularFile() && isServed(file)) {
                            site.files.put(path(file), file);
                            site.add(new HashSet<>(), path(file));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    // Links in circles, and what may not be read: the server shows neither.
                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException problem) {
                        return FileVisitResult.CONTINUE;
                    }

                    private String path(Path at) {
                        return "/" + realRoot.relativize(at).toString().replace('\\', '/');
                    }

                    private boolean isServed(Path at) throws IOException {
                        String name = String.valueOf(at.getFileName());
                        boolean wellKnown = name.equals(".well-known") && realRoot.equals(at.getParent());
                        return (wellKnown || !name.startsWith("."))
                                && (!Files.isSymbolicLink(at) || at.toRealPath().startsWith(realRoot));
                    }
                });
        return site;
    }

    private void add(Set<String> to, String path) {
        to.add(path);
        anyCase.putIfAbsent(path.toLowerCase(Locale.ROOT), path);
    }

    /** All files by their paths, in the order of these. */
    NavigableMap<String, Path> files() {
        return files;
    }

    /** The file that is shown for a path: itself, or the page of a folder. */
    Optional<String> shownFor(String path) {
        if (files.containsKey(path)) {
            return Optional.of(path);
        }
        String index = (path.endsWith("/") ? path : path + "/") + INDEX;
        return Optional.ofNullable(files.containsKey(index) ? index : null);
    }

    /** Whether a path is that of a folder. */
    boolean isFolder(String path) {
        return folders.contains(path.endsWith("/") ? path : path + "/");
    }

    /** The path that differs from one in the case of letters only. */
    Optional<String> inAnyCase(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(anyCase.getOrDefault(lower, anyCase.get(lower + "/")));
    }
}
