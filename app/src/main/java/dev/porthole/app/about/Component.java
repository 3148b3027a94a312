package dev.porthole.app.about;

import java.util.List;

/**
 * Something that is shipped with the program.
 *
 * @param name what it calls itself
 * @param version its version; empty for what has none
 * @param licence the short name of its licence
 * @param artifacts the beginnings of the names of the files it comes in
 * @param texts the files with its licence and notices
 */
public record Component(
        String name, String version, String licence, List<String> artifacts, List<String> texts) {

    /** Its name and version. */
    public String title() {
        return version.isEmpty() ? name : name + " " + version;
    }
}
