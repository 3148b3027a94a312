package dev.porthole.app.site;

import dev.porthole.app.text.Phrase;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a folder before anyone tries to serve it. */
final class FolderCheck {

    private FolderCheck() {}

    /** The path a user typed, with {@code ~} for the home folder; empty when it cannot be a path. */
    static Optional<Path> parse(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            boolean home = text.equals("~") || text.startsWith("~/");
            String full = home ? System.getProperty("user.home", "") + text.substring(1) : text;
            return Optional.of(Path.of(full).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with a typed folder, or null. Reads the disk. */
    static @Nullable Phrase problem(String typed) {
        if (typed.isBlank()) {
            return Phrase.of("folder.empty");
        }
        Optional<Path> path = parse(typed);
        if (path.isEmpty() || !Files.exists(path.get())) {
            return Phrase.of("folder.missing");
        }
        if (!Files.isDirectory(path.get())) {
            return Phrase.of("folder.notAFolder");
        }
        return Files.isReadable(path.get()) ? null : Phrase.of("folder.unreadable");
    }
}
