package dev.porthole.lab.net;

import dev.porthole.lab.script.LabSession;
import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sockets that a session has open. They are closed when it ends, which frees every thread that reads, writes,
 * connects or accepts on one of them. Safe to use from any thread.
 */
public final class OpenSockets {

    private final LabSession session;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

    /**
     * None yet.
     *
     * @param session with whose end all of them are closed
     */
    public OpenSockets(LabSession session) {
        this.session = session;
        session.onClose(() -> open.forEach(OpenSockets::close));
    }

    /**
     * Adds one; if the session is over already, it is closed at once.
     *
     * @param <T> what kind of socket it is
     * @param socket just opened
     * @return the same, for use in one expression
     */
    public <T extends Closeable> T add(T socket) {
        open.add(socket);
        if (session.stopped()) {
            close(socket);
        }
        return socket;
    }

    /**
     * One has been closed.
     *
     * @param socket one that was added
     */
    public void remove(Closeable socket) {
        open.remove(socket);
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException closedAnyway) {
            // Closing cannot fail in a way that would leave it open.
        }
    }
}
