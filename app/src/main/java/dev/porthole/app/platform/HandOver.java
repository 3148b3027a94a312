package dev.porthole.app.platform;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one process says to another: a line of ASCII, {@code show} or {@code open} with the file URI (RFC 8089)
 * of a folder or page, answered by the line {@code done}. A URI carries each byte of a path through whatever
 * locales the two were started in.
 *
 * @param toOpen the folder or page to open; empty when the window is only to be shown
 */
record HandOver(Optional<Path> toOpen) {

    private static final String SHOW = "porthole 1 show";
    private static final String OPEN = "porthole 1 open ";
    private static final String DONE = "done";

    /** A path has at most 4,096 bytes on Linux (PATH_MAX), and each may need three in a URI. */
    private static final int LONGEST_LINE = 3 * 4096 + 64;

    /**
     * Tells the process that listens there.
     *
     * @return whether it has taken it; otherwise nobody listens there, or nobody to be trusted, or it is too busy
     */
    boolean send(MeetingPoint point, Duration patience) {
        if (!point.isTrusted()) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            closeAfter(patience, channel);
            channel.connect(UnixDomainSocketAddress.of(point.socket()));
            if (!point.isOurs(channel)) {
                return false;
            }
            write(channel, toOpen.map(path -> OPEN + path.toAbsolutePath().toUri().toASCIIString()).orElse(SHOW));
            return DONE.equals(readLine(channel));
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads what another process says, and answers that it has been taken; empty for what makes no sense. */
    static Optional<HandOver> receive(MeetingPoint point, SocketChannel channel, Duration patience)
            throws IOException {
        closeAfter(patience, channel);
        String line = point.isOurs(channel) ? readLine(channel) : null;
        Optional<HandOver> said = line == null ? Optional.empty() : parse(line);
        if (said.isPresent()) {
            write(channel, DONE);
        }
        return said;
    }

    private static Optional<HandOver> parse(String line) {
        if (line.equals(SHOW)) {
            return Optional.of(new HandOver(Optional.empty()));
        }
        if (!line.startsWith(OPEN)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HandOver(Optional.of(Path.of(URI.create(line.substring(OPEN.length()))))));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    private static void write(SocketChannel channel, String line) throws IOException {
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(line + "\n");
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** The line without its end; null when it ends too early or too late. */
    private static @Nullable String readLine(SocketChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_LINE);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            int end = bytes.position() - 1;
            if (end >= 0 && bytes.get(end) == '\n') {
                return StandardCharsets.US_ASCII.decode(bytes.flip().limit(end)).toString();
            }
        }
        return null;
    }

    /** Blocking channels know no time limit of their own. */
    private static void closeAfter(Duration patience, SocketChannel channel) {
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                .execute(() -> {
                    try {
                        channel.close();
                    } catch (IOException e) {
                        // Closed is closed.
                    }
                });
    }
}
