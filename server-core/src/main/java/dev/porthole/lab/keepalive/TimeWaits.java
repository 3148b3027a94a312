package dev.porthole.lab.keepalive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Connections that are closed and that the system remembers for a minute, from /proc/self/net/tcp, proc(5). */
final class TimeWaits {

    /** Java's sockets are of both families, so that those of IPv4 may be in the table of IPv6. */
    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

    private static final String TIME_WAIT = "06";
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;

    private TimeWaits() {}

    /** How many there are from or to a port of this computer; empty where the system does not tell. */
    static OptionalLong count(int port) throws IOException {
        if (!Files.isReadable(TABLES.getFirst())) {
            return OptionalLong.empty();
        }
        long count = 0;
        for (Path table : TABLES) {
            if (Files.isReadable(table)) {
                try (Stream<String> lines = Files.lines(table)) {
                    count += lines.map(line -> line.strip().split("\\s+"))
                            .filter(row -> row.length > STATE && row[STATE].equals(TIME_WAIT))
                            .filter(row -> isPort(row[LOCAL], port) || isPort(row[REMOTE], port)).count();
                }
            }
        }
        return OptionalLong.of(count);
    }

    private static boolean isPort(String address, int port) {
        return address.endsWith(String.format(":%04X", port));
    }
}
