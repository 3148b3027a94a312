package dev.porthole.app.export;

import dev.porthole.server.event.EventLog;
import java.nio.file.Path;

/**
 * A log that was read from a file and does not change any more.
 *
 * @param file the file
 * @param log what it says
 * @param requests how many requests are in the file; the log keeps the newest of them
 * @param complete whether the file could be read to its end
 */
public record OpenedLog(Path file, EventLog log, long requests, boolean complete) {

    /** The file's own name. */
    public String name() {
        return String.valueOf(file.getFileName());
    }
}
