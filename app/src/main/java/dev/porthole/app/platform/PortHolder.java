package dev.porthole.app.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The program that listens on a port.
 *
 * @param program its name
 * @param pid its process number
 */
public record PortHolder(String program, long pid) {

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final String LISTENING = "0A";
    private static final int STATE_FIELD = 3;
    private static final int INODE_FIELD = 9;

    /**
     * Finds who listens on a port. Linux tells it about the user's own programs (and root about all); for
     * others, and on other systems, the answer is empty. Reads many small files: not for the UI thread.
     */
    public static Optional<PortHolder> find(int port) {
        return find(Path.of("/proc"), port);
    }

    static Optional<PortHolder> find(Path proc, int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            collectListening(proc.resolve(table), port, sockets);
        }
        return sockets.isEmpty() ? Optional.empty() : findOwner(proc, sockets);
    }

    /** proc(5): local address and port in field 1, state in field 3, the socket's inode in field 9. */
    private static void collectListening(Path table, int port, Set<String> sockets) {
        String suffix = ":" + String.format(Locale.ROOT, "%04X", port);
        try {
            for (String line : Files.readAllLines(table, StandardCharsets.ISO_8859_1)) {
                List<String> fields = List.of(BLANKS.split(line.strip()));
                if (fields.size() > INODE_FIELD
                        && fields.get(1).endsWith(suffix)
                        && fields.get(STATE_FIELD).equals(LISTENING)) {
                    sockets.add("socket:[" + fields.get(INODE_FIELD) + "]");
                }
            }
        } catch (IOException e) {
            // Not Linux, or no IPv6: there is nothing to learn here.
        }
    }

    private static Optional<PortHolder> findOwner(Path proc, Set<String> sockets) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holdsOne(process.resolve("fd"), sockets)) {
                    String name = Files.readString(process.resolve("comm")).strip();
                    return Optional.of(new PortHolder(name, Long.parseLong(process.getFileName().toString())));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // The process ended while it was being looked at; then it no longer holds the port either.
        }
        return Optional.empty();
    }

    private static boolean holdsOne(Path descriptors, Set<String> sockets) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : open) {
                if (sockets.contains(target(descriptor))) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Another user's process keeps its descriptors to itself.
        }
        return false;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
