package dev.porthole.app.inspector;

import dev.porthole.app.check.NearestName;
import dev.porthole.app.requests.RequestTexts;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What can be found out about a request besides what is told of it: in the log, and in the folder as it is now.
 *
 * @param same the same request before and after
 * @param nearest the nearest existing name for one that does not exist, or null
 * @param size of the file now, or -1 when it is not there
 * @param link where a symbolic link leads, or null
 * @param savings what compression would save, or null
 */
record Surroundings(
        SameRequests same,
        @Nullable NearestName nearest,
        long size,
        @Nullable String link,
        @Nullable Savings savings) {

    /** Nothing has been found out yet. */
    static final Surroundings UNKNOWN = new Surroundings(SameRequests.NONE, null, -1, null, null);

    /** Looks; waits for the disk. */
    static Surroundings find(EventLog log, Path folder, Exchange exchange) {
        SameRequests same = SameRequests.find(log, exchange);
        ResponseFinished response = exchange.response();
        if (response == null) {
            return new Surroundings(same, null, -1, null, null);
        }
        Rule rule = response.why().rule();
        String path = RequestTexts.path(SameRequests.path(exchange));
        NearestName nearest = rule == Rule.NOT_FOUND ? NearestName.find(folder, path).orElse(null) : null;
        String link = rule == Rule.LINK_ESCAPES ? link(folder, path) : null;
        String file = response.file();
        Savings savings = Savings.find(folder, response).orElse(null);
        return new Surroundings(same, nearest, file == null ? -1 : size(folder, file), link, savings);
    }

    private static long size(Path folder, String file) {
        try {
            Path path = folder.resolve(file);
            return Files.isRegularFile(path) ? Files.size(path) : -1;
        } catch (IOException | InvalidPathException e) {
            return -1;
        }
    }

    /** The first link on the way to a path, and its goal. */
    private static @Nullable String link(Path folder, String path) {
        Path at = folder;
        try {
            for (String name : path.split("/")) {
                at = name.isEmpty() || name.equals("..") ? at : at.resolve(name);
                if (Files.isSymbolicLink(at)) {
                    return folder.relativize(at) + " → " + Files.readSymbolicLink(at);
                }
            }
        } catch (IOException | InvalidPathException e) {
            return null;
        }
        return null;
    }
}
