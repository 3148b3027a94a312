package dev.porthole.app.platform;

import java.nio.file.Path;
import java.util.Optional;

/** Lets the user choose where to save something. */
@FunctionalInterface
public interface SaveFilePicker {

    /**
     * Asks where to save a file and waits for the answer. A file that is there already may be chosen: the
     * user has then been asked whether it may be replaced.
     *
     * @param title what is to be saved
     * @param kind what the files are called that are looked for, such as "PNG image"
     * @param name the name that is proposed, with its extension
     * @return the file as the user named it, or nothing when they changed their mind
     */
    Optional<Path> pick(String title, String kind, String name);
}
