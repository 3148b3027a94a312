package dev.porthole.app.platform;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets the user choose a folder. */
@FunctionalInterface
public interface FolderPicker {

    /**
     * Asks for a folder and waits for the answer.
     *
     * @param title what the folder is wanted for
     * @param start where to begin looking, or null for the system's own idea
     * @return the folder, or nothing when the user changed their mind
     */
    Optional<Path> pick(String title, @Nullable Path start);
}
