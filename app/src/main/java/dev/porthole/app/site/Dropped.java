package dev.porthole.app.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was dropped on the window, or handed to the program, and can be served. Needs no JavaFX.
 *
 * @param folder the folder to serve
 * @param page the name of the page in it that is to be opened, or null
 */
public record Dropped(Path folder, @Nullable String page) {

    /**
     * The same, or the folder that an archive is unpacked into. Reads the disk, and may write to it.
     *
     * @throws ArchiveException if it is an archive that cannot be served
     */
    static Optional<Dropped> look(Path path, Archives archives) throws ArchiveException {
        return Archives.isArchive(path)
                ? Optional.of(new Dropped(archives.unpack(path), null)) : look(path);
    }

    /** A folder, or a page together with its folder; empty for everything else. Reads the disk. */
    public static Optional<Dropped> look(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        String name = String.valueOf(path.getFileName());
        if (Files.isDirectory(path)) {
            return Optional.of(new Dropped(path, null));
        }
        return parent != null && isPageName(name) && Files.isRegularFile(path)
                ? Optional.of(new Dropped(parent, name)) : Optional.empty();
    }

    private static boolean isPageName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".html") || lower.endsWith(".htm");
    }
}
