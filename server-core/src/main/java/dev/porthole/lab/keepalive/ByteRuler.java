package dev.porthole.lab.keepalive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.porthole.lab.net.OpenSockets;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.StoppedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Two requests on one connection, the first for a page that is not there: what becomes of the second when the length
 * of the first answer counts characters. Once with a client of the lab's own, which shows every byte, and once with
 * the HTTP client of the Java library.
 */
public final class ByteRuler {

    /** Series of what Content-Length says; follows {@link #prefix}. */
    public static final String DECLARED = "declared";

    /** Series of how many bytes of body there are. */
    public static final String BODY = "body";

    /** Series of how many connections the lab's own client needed for both requests. */
    public static final String CONNECTIONS = "connections";

    /** Series of how many connections the client of the Java library opened for both requests. */
    public static final String LIBRARY_CONNECTIONS = "library connections";

    /** Lines with the bytes of the body and of the next answer's first line, in hexadecimal. */
    public static final String BYTES = "bytes";

    /** Lines with what a client takes for the first line of the next answer. */
    public static final String NEXT_LINE = "next line";

    /** Lines with the text that the client of the Java library got as the body. */
    public static final String SHOWN = "shown";

    private static final String MISSING = "/favicon.ico";
    private static final String PAGE = "/index.html";
    private static final byte[] PAGE_BYTES = "<p>hello</p>\n".getBytes(UTF_8);
    private static final String STATUS_LINE = "HTTP/1.1 ";
    private static final int BUFFER = 4_096;

    private final LabSession session;
    private final OpenSockets sockets;

    /** A ruler within a session. */
    ByteRuler(LabSession session) {
        this.session = session;
        this.sockets = new OpenSockets(session);
    }

    /**
     * {@return what the names of an answer's series and lines begin with}
     *
     * @param answer which of the program's answers is measured
     */
    public static String prefix(NotFoundAnswer answer) {
        return answer.name().toLowerCase(Locale.ROOT) + "/";
    }

    /**
     * Asks a server with this answer; blocks for a moment.
     *
     * @param answer which of the program's answers is measured
     * @throws StoppedException if the session was closed meanwhile
     * @throws InterruptedException if the thread was interrupted
     */
    public void measure(NotFoundAnswer answer) throws InterruptedException {
        try {
            PageServer server = new PageServer(session, Map.of(PAGE, PAGE_BYTES), answer);
            session.step("lab.ruler." + (answer == NotFoundAnswer.ORIGIN ? "origin" : "fixed"), MISSING, PAGE);
            askByHand(server, answer);
            askWithLibrary(server, answer);
        } catch (IOException e) {
            session.checkStopped();
            throw new UncheckedIOException(e);
        }
    }

    private void askByHand(PageServer server, NotFoundAnswer answer) throws IOException {
        int before = server.accepted();
        AnswerReader first = new AnswerReader();
        try (Socket socket = connected(server.port())) {
            ask(socket, MISSING);
            while (!first.whole()) {
                read(socket.getInputStream(), first);
            }
            ask(socket, PAGE);
            while (!endsWith(first.afterHead(), PAGE_BYTES)) {
                read(socket.getInputStream(), first);
            }
            sockets.remove(socket);
        }
        if (!tell(answer, first.declared(), first.afterHead()).startsWith(STATUS_LINE)) {
            askOnAnother(server.port());
        }
        session.reading(prefix(answer) + CONNECTIONS, 2, server.accepted() - before, "");
    }

    /** What is no status line ends the connection: nobody can tell where the next answer begins. */
    private void askOnAnother(int port) throws IOException {
        try (Socket socket = connected(port)) {
            ask(socket, PAGE);
            AnswerReader page = new AnswerReader();
            while (!page.whole()) {
                read(socket.getInputStream(), page);
            }
            sockets.remove(socket);
        }
    }

    private Socket connected(int port) throws IOException {
        Socket socket = sockets.add(new Socket());
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        return socket;
    }

    private static void ask(Socket socket, String path) throws IOException {
        socket.getOutputStream().write(
                ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(US_ASCII));
    }

    private static void read(InputStream in, AnswerReader reader) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int count = in.read(buffer);
        if (count < 0) {
            throw new EOFException("in the middle of an answer");
        }
        reader.add(buffer, count);
    }

    private static boolean endsWith(byte[] bytes, byte[] end) {
        return bytes.length >= end.length
                && Arrays.equals(bytes, bytes.length - end.length, bytes.length, end, 0, end.length);
    }

    /** Returns what stands where the next answer should begin; the body really ends where it really begins. */
    private String tell(NotFoundAnswer answer, int declared, byte[] received) {
        String text = new String(received, UTF_8);
        int next = text.indexOf(STATUS_LINE);
        int body = text.substring(0, next).getBytes(UTF_8).length;
        int endOfLine = body + text.substring(next, text.indexOf('\n', next) + 1).length();
        String name = prefix(answer);
        session.reading(name + DECLARED, 1, declared, "B");
        session.reading(name + BODY, 1, body, "B");
        session.line(name + BYTES, HexFormat.ofDelimiter(" ").formatHex(received, 0, endOfLine));
        String nextLine = new String(received, declared, endOfLine - declared, UTF_8).stripTrailing();
        session.line(name + NEXT_LINE, nextLine);
        if (declared < body) {
            session.finding("lab.ruler.short", declared, body, body - declared);
        } else {
            session.finding("lab.ruler.whole", declared, body);
        }
        return nextLine;
    }

    private void askWithLibrary(PageServer server, NotFoundAnswer answer) throws IOException, InterruptedException {
        int before = server.accepted();
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            session.onClose(client::shutdownNow);
            String shown = get(client, server.port(), MISSING);
            get(client, server.port(), PAGE);
            int connections = server.accepted() - before;
            session.line(prefix(answer) + SHOWN, shown);
            session.reading(prefix(answer) + LIBRARY_CONNECTIONS, 2, connections, "");
            session.finding("lab.ruler.library", connections, shown);
        }
    }

    private static String get(HttpClient client, int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8)).body();
    }
}
