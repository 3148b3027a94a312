package dev.porthole.app.platform;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Listens for other processes of the same user, on threads of its own, a few at a time. */
final class HandOverListener implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 8;

    private final MeetingPoint point;
    private final ServerSocketChannel server;
    private final Consumer<HandOver> receiver;
    private final Semaphore room = new Semaphore(AT_ONCE);

    private HandOverListener(MeetingPoint point, ServerSocketChannel server, Consumer<HandOver> receiver) {
        this.point = point;
        this.server = server;
        this.receiver = receiver;
    }

    /**
     * Begins to listen, in the place of a process that has ended; empty where the system does not let it. Who comes is
     * kept waiting by the system until this one begins to {@link #answer}.
     */
    static Optional<HandOverListener> listen(MeetingPoint point, Consumer<HandOver> receiver) {
        try {
            Files.deleteIfExists(point.socket());
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                server.bind(UnixDomainSocketAddress.of(point.socket()));
                if (point.socket().getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(point.socket(), PosixFilePermissions.fromString("rw-------"));
                }
            } catch (IOException e) {
                server.close();
                throw e;
            }
            return Optional.of(new HandOverListener(point, server, receiver));
        } catch (IOException | UnsupportedOperationException e) {
            // A path that is too long for a socket, or a system without them: then each start opens a window.
            return Optional.empty();
        }
    }

    /** Begins to hear what others say. */
    void answer() {
        Thread.ofVirtual().name("porthole-hand-over").start(this::accept);
    }

    /** Listens no more. */
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(point.socket());
        } catch (IOException e) {
            // The next first process takes a socket that is left over away.
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                if (room.tryAcquire()) {
                    Thread.ofVirtual().name("porthole-hand-over").start(() -> receive(channel));
                } else {
                    channel.close();
                }
            } catch (IOException e) {
                // Closed, or one caller was lost before it could speak.
                pause();
            }
        }
    }

    private void receive(SocketChannel channel) {
        try (channel) {
            HandOver.receive(point, channel, PATIENCE).ifPresent(receiver);
        } catch (IOException e) {
            // The other one has gone, or took too long.
        } finally {
            room.release();
        }
    }

    /** Without file descriptors, accepting fails again at once. */
    private void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
