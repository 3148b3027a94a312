package dev.porthole.app.site;

import java.nio.file.Path;
import java.util.function.IntPredicate;

/**
 * A port that belongs to a folder. Browsers keep caches, storage and service workers by host and port: two
 * projects that share a port would see each other's ghosts.
 */
final class StablePort {

    static final int FIRST = 7000;
    static final int COUNT = 1000;

    private StablePort() {}

    /** The folder's own port, or the next one that is not taken. */
    static int choose(Path folder, IntPredicate taken) {
        int start = Math.floorMod(folder.toString().hashCode(), COUNT);
        for (int i = 0; i < COUNT; i++) {
            int port = FIRST + (start + i) % COUNT;
            if (!taken.test(port)) {
                return port;
            }
        }
        return FIRST + start;
    }
}
