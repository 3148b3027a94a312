package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A client that sends exactly the bytes it is told to, and believes nothing it is not sent. */
final class RawClient implements AutoCloseable {

    /** How a connection can end. */
    enum End {
        /** In good order (FIN). */
        EOF,
        /** Reset (RST): what was on its way may be lost. */
        RESET
    }

    private static final int PATIENCE_MILLIS = 10_000;

    private final Instant begun;
    private final Socket tcp;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private boolean shared;

    private RawClient(Socket tcp, Instant begun) throws IOException {
        this.tcp = tcp;
        this.socket = TlsUnderTest.over(tcp);
        this.begun = begun;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        this.out = socket.getOutputStream();
    }

    static RawClient connect(InetSocketAddress server) throws IOException {
        return connect(server, 0);
    }

    /** Connects with a receive buffer of a chosen size, so that a sender feels at once that nobody reads. */
    static RawClient connect(InetSocketAddress server, int receiveBuffer) throws IOException {
        return connect(server, receiveBuffer, null);
    }

    /** Connects from another address of this computer, as another device would. */
    static RawClient connectFrom(InetAddress device, InetSocketAddress server) throws IOException {
        return connect(server, 0, device);
    }

    private static RawClient connect(InetSocketAddress server, int receiveBuffer, InetAddress device)
            throws IOException {
        Instant begun = Instant.now();
        Socket socket = new Socket();
        try {
            if (device != null) {
                socket.bind(new InetSocketAddress(device, 0));
            }
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(server, PATIENCE_MILLIS);
            return new RawClient(socket, begun);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Takes it for right that pages of other sites are let in, where the site does so. */
    RawClient expectingShared(boolean newShared) {
        shared = newShared;
        return this;
    }

    /** Sends text, one byte a character. */
    RawClient send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Sends as much as the server takes; returns false when it would not take all. */
    boolean offer(byte[] bytes) {
        try {
            send(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Says that nothing more will be sent (FIN), and goes on listening. */
    RawClient finishSending() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Ends the connection, in good order if everything has been read. */
    void hangUp() throws IOException {
        socket.close();
    }

    /** Ends the connection with a RST. */
    void reset() throws IOException {
        tcp.setSoLinger(true, 0);
        tcp.close();
    }

    /** When it began to connect; a port number alone may have been somebody else's before. */
    Instant begun() {
        return begun;
    }

    /** The client's own end, as the server sees it. */
    InetSocketAddress address() {
        return (InetSocketAddress) tcp.getLocalSocketAddress();
    }

    /** Reads the final answer to a request, whatever its method, except HEAD. */
    RawResponse read() throws IOException {
        return readAnswerTo("GET");
    }

    RawResponse readAnswerTo(String method) throws IOException {
        RawResponse head = readHead();
        assertThat(head.status()).as("an interim answer nobody asked for:\n%s", head).isGreaterThan(199);
        head.checkManners(shared);
        return head.withBody(readBody(head, method));
    }

    /** Reads one head, interim or final, and leaves the body. */
    RawResponse readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (!endsWith(head, "\r\n\r\n")) {
            int octet = octet("the answer's head", head.toString());
            assertThat(octet == '\n' && !endsWith(head, "\r")).as("bare LF after <%s>", head).isFalse();
            head.append((char) octet);
            assertThat(head.length()).as("length of the answer's head").isLessThan(1 << 16);
        }
        return RawResponse.parseHead(head.toString());
    }

    private byte[] readBody(RawResponse head, String method) throws IOException {
        if (head.has("Transfer-Encoding")) {
            assertThat(head.header("Transfer-Encoding")).isEqualTo("chunked");
        }
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return new byte[0];
        }
        if (head.has("Transfer-Encoding")) {
            return readChunks();
        }
        if (head.has("Content-Length")) {
            assertThat(head.header("Content-Length")).matches("[0-9]{1,18}");
            return readExactly(Long.parseLong(head.header("Content-Length")));
        }
        assertThat(head.announcesClose()).as("no framing, so the end must be announced:\n%s", head).isTrue();
        return readToEof();
    }

    byte[] readExactly(long length) throws IOException {
        byte[] content = in.readNBytes(Math.toIntExact(length));
        assertThat(content.length).as("length of the body, which was cut short").isEqualTo((int) length);
        return content;
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (true) {
            String size = line();
            assertThat(size).as("chunk size").matches("[0-9A-Fa-f]{1,8}");
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                assertThat(line()).as("end of the chunked body").isEmpty();
                return content.toByteArray();
            }
            content.writeBytes(readExactly(length));
            assertThat(line()).as("end of a chunk").isEmpty();
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (!endsWith(line, "\r\n")) {
            line.append((char) octet("a line", line.toString()));
        }
        return line.substring(0, line.length() - 2);
    }

    private int octet(String what, String soFar) throws IOException {
        try {
            int octet = in.read();
            if (octet < 0) {
                fail("the connection was closed before %s was complete; got <%s>", what, soFar);
            }
            return octet;
        } catch (SocketTimeoutException e) {
            return fail("no answer came in " + PATIENCE_MILLIS + " ms; got <" + soFar + ">", e);
        }
    }

    /** Reads what comes until the connection ends in good order. */
    byte[] readToEof() throws IOException {
        return in.readAllBytes();
    }

    /** Waits for the end, which must be a clean one with nothing before it. */
    void expectEof() throws IOException {
        assertThat(readToEnd(0)).as("how the connection ended").isEqualTo(End.EOF);
    }

    /** Waits for the end of the connection, after at most so many bytes. */
    End readToEnd(long mostBytes) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                total += count;
                assertThat(total).as("bytes before the end: %s", new String(buffer, 0, count, ISO_8859_1))
                        .isLessThanOrEqualTo(mostBytes);
            }
            return End.EOF;
        } catch (SocketTimeoutException e) {
            return fail("the connection was still open after " + PATIENCE_MILLIS + " ms", e);
        } catch (SocketException e) {
            return End.RESET;
        }
    }

    /** Every answer until the connection ends, which may also be by a RST after the last whole one. */
    List<RawResponse> readAll() throws IOException {
        List<RawResponse> answers = new ArrayList<>();
        while (!atEnd()) {
            RawResponse head = readHead();
            answers.add(head.status() < 200 ? head : head.checkManners(shared).withBody(readBody(head, "GET")));
        }
        return answers;
    }

    private boolean atEnd() throws IOException {
        in.mark(1);
        try {
            if (in.read() < 0) {
                return true;
            }
        } catch (SocketTimeoutException e) {
            return fail("the connection was neither answered nor closed", e);
        } catch (SocketException e) {
            return true;
        }
        in.reset();
        return false;
    }

    /** Reads for some time and tells how many bytes came, or -1 when the connection ended before any. */
    int listen(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return in.read(new byte[1 << 16]);
        } catch (SocketTimeoutException e) {
            return 0;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        hangUp();
    }

    private static boolean endsWith(StringBuilder text, String end) {
        return text.length() >= end.length() && text.indexOf(end, text.length() - end.length()) >= 0;
    }
}
