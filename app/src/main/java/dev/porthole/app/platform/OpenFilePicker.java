package dev.porthole.app.platform;

import java.nio.file.Path;
import java.util.Optional;

/** Lets the user choose a file that is there already. */
@FunctionalInterface
public interface OpenFilePicker {

    /**
     * Asks for a file and waits for the answer.
     *
     * @param title what the file is wanted for
     * @param kind what the files are called that are looked for, such as "HTTP Archive"
     * @param extension what their names end in, without the dot
     * @return the file, or nothing when the user changed their mind
     */
    Optional<Path> pick(String title, String kind, String extension);
}
