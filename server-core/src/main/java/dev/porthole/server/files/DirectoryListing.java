package dev.porthole.server.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The content of a directory, directories first.
 *
 * @param entries what is in it
 * @param truncated whether there is more than is told
 */
public record DirectoryListing(List<Entry> entries, boolean truncated) {

    /**
     * One name in a directory. Links count as what they lead to; links that lead nowhere, or out of the root,
     * are left out.
     *
     * @param name the name as bytes, one character a byte
     * @param directory whether it is a directory
     * @param size in bytes, 0 for a directory
     * @param modified when it last changed
     */
    public record Entry(String name, boolean directory, long size, Instant modified) {

        /** {@return the name for human eyes} */
        public String readableName() {
            return PercentEncoding.readable(name);
        }
    }

    /** What to sort by. */
    public enum Column {
        /** By name, without regard to case. */
        NAME,
        /** By size. */
        SIZE,
        /** By time of the last change. */
        MODIFIED
    }

    /** No page is readable with more rows than this. */
    public static final int MOST_ENTRIES = 50_000;

    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Reads a directory; hidden names are left out unless asked for. */
    static DirectoryListing read(
            Path root, Path directory, boolean dotfiles, Column column, boolean descending) throws IOException {
        List<Entry> entries = new ArrayList<>();
        boolean truncated = false;
        long deadline = System.nanoTime() + LONGEST.toNanos();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) {
                if (entries.size() >= MOST_ENTRIES || System.nanoTime() > deadline) {
                    truncated = true;
                    break;
                }
                String name = bytes(path);
                if (dotfiles || !DocumentRoot.isHidden(name)) {
                    add(path, name, root, entries);
                }
            }
        }
        entries.sort(order(column, descending));
        return new DirectoryListing(List.copyOf(entries), truncated);
    }

    private static void add(Path path, String name, Path root, List<Entry> entries) {
        try {
            if (Files.isSymbolicLink(path) && !path.toRealPath().startsWith(root)) {
                return;
            }
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            boolean directory = attributes.isDirectory();
            if (directory || attributes.isRegularFile()) {
                entries.add(new Entry(
                        name,
                        directory,
                        directory ? 0 : attributes.size(),
                        attributes.lastModifiedTime().toInstant()));
            }
        } catch (IOException e) {
            // Gone since the directory was read, or a link that leads nowhere: there is nothing to show.
            return;
        }
    }

    /** The name's bytes, which only a URI tells whatever the locale. */
    private static String bytes(Path path) {
        String uri = path.toUri().getRawPath();
        int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
        return PercentEncoding.decode(uri.substring(uri.lastIndexOf('/', end - 1) + 1, end));
    }

    private static Comparator<Entry> order(Column column, boolean descending) {
        Comparator<Entry> byName = Comparator
                .comparing((Entry entry) -> entry.readableName().toLowerCase(Locale.ROOT))
                .thenComparing(Entry::name);
        Comparator<Entry> order = switch (column) {
            case NAME -> byName;
            case SIZE -> Comparator.comparingLong(Entry::size).thenComparing(byName);
            case MODIFIED -> Comparator.comparing(Entry::modified).thenComparing(byName);
        };
        return Comparator.comparing(Entry::directory)
                .reversed()
                .thenComparing(descending ? order.reversed() : order);
    }
}
