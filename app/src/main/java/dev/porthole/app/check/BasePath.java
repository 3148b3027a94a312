package dev.porthole.app.check;

import java.util.Optional;

/**
 * The path under which a site is served.
 *
 * @param path with a slash at both ends
 */
record BasePath(String path) {

    /** Where a path from the folder on is found by visitors. */
    String at(String inFolder) {
        return path + inFolder.substring(1);
    }

    /** A path that visitors know, from the folder on; empty for one outside of it. */
    Optional<String> below(String visited) {
        return visited.startsWith(path) ? Optional.of(visited.substring(path.length() - 1)) : Optional.empty();
    }
}
