package dev.porthole.lab.keepalive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.porthole.lab.net.OpenSockets;
import dev.porthole.lab.script.LabSession;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A small server of HTTP/1.1 for pages that are all in memory, with a thread for each connection. It keeps a
 * connection until the client asks to close it or leaves.
 */
final class PageServer {

    private static final int BACKLOG = 50;
    private static final int LONGEST_LINE = 8_192;

    private final LabSession session;
    private final OpenSockets sockets;
    private final Map<String, byte[]> pages;
    private final NotFoundAnswer notFound;
    private final ServerSocket listener;
    private final AtomicInteger accepted = new AtomicInteger();

    /** Starts one on a free port of 127.0.0.1; it ends with the session. */
    PageServer(LabSession session, Map<String, byte[]> pages, NotFoundAnswer notFound) throws IOException {
        this.session = session;
        this.pages = pages;
        this.notFound = notFound;
        sockets = new OpenSockets(session);
        listener = sockets.add(new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1")));
        session.start("server", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many connections it has accepted. */
    int accepted() {
        return accepted.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = sockets.add(listener.accept());
                accepted.incrementAndGet();
                socket.setTcpNoDelay(true);
                session.start("connection", () -> serve(socket));
            }
        } catch (IOException over) {
            // The session has closed the listener.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean keep = true;
            while (keep) {
                @Nullable String line = line(in);
                if (line == null) {
                    return;
                }
                keep = !closes(in);
                answer(socket.getOutputStream(), line.split(" ")[1]);
            }
        } catch (IOException gone) {
            // The client has left, or the session is over: nobody is there to be told.
        } finally {
            sockets.remove(socket);
        }
    }

    /** Reads the header fields; whether one of them asks to close. */
    private static boolean closes(InputStream in) throws IOException {
        boolean closes = false;
        @Nullable String line = line(in);
        while (line != null && !line.isEmpty()) {
            closes |= line.equalsIgnoreCase("Connection: close");
            line = line(in);
        }
        return closes;
    }

    /** A line without its end, or null at the end of the stream. */
    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each >= 0 && line.length() < LONGEST_LINE; each = in.read()) {
            if (each == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) each);
        }
        return null;
    }

    private void answer(OutputStream out, String path) throws IOException {
        byte[] page = pages.get(path);
        if (page == null) {
            out.write(notFound.bytes());
            return;
        }
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Length: " + page.length + "\r\n\r\n").getBytes(UTF_8);
        byte[] whole = new byte[head.length + page.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(page, 0, whole, head.length, page.length);
        out.write(whole);
    }
}
