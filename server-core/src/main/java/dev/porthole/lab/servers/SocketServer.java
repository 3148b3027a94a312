package dev.porthole.lab.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.porthole.lab.net.OpenSockets;
import dev.porthole.lab.script.LabSession;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Executor;

/**
 * A server whose reads and writes block, of java.net. All that makes one of its kinds different from another is who
 * serves a connection: the thread that accepts, or another.
 */
final class SocketServer implements ModelServer {

    private static final int BACKLOG = 50;

    private final Executor serving;
    private final OpenSockets sockets;
    private final ServerSocket listener;
    private final ServingThreads threads = new ServingThreads();

    /**
     * Starts it.
     *
     * @param name of the thread that accepts
     * @param serving what runs the serving of one connection
     */
    SocketServer(LabSession session, String name, Executor serving) throws IOException {
        this.serving = serving;
        sockets = new OpenSockets(session);
        listener = sockets.add(new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1")));
        session.start(name, this::accept);
    }

    @Override
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public ServingThreads threads() {
        return threads;
    }

    private void accept() {
        try {
            while (true) {
                Socket accepted = sockets.add(listener.accept());
                serving.execute(() -> serve(accepted));
            }
        } catch (IOException over) {
            // The session has closed the listener.
        }
    }

    private void serve(Socket accepted) {
        threads.note();
        try (accepted) {
            if (readHead(accepted.getInputStream())) {
                accepted.getOutputStream().write(Exchange.answer());
            }
        } catch (IOException gone) {
            // The client has left, or the session is over: nobody is there to be told.
        } finally {
            sockets.remove(accepted);
        }
    }

    /** Whether there was one; waits for each byte as long as it takes, which is what this is about. */
    private static boolean readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        byte[] buffer = new byte[1024];
        while (head.indexOf(Exchange.END_OF_HEAD) < 0) {
            int read = in.read(buffer);
            if (read < 0) {
                return false;
            }
            head.append(new String(buffer, 0, read, US_ASCII));
        }
        return true;
    }
}
