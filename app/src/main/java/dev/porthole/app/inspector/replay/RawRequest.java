package dev.porthole.app.inspector.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends bytes to a server and takes the answer, to be used once. Waits, so not for the thread of the window. */
final class RawRequest {

    /** So much of a body is kept to be looked at; the rest is counted. */
    static final int MOST_KEPT = 4 << 10;

    private static final int MOST_HEAD = 64 << 10;
    private static final int BUFFER = 64 << 10;
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:[ \t]*(\\d{1,18})[ \t]*\r?$");
    private static final Pattern STATUS = Pattern.compile("^HTTP/\\d\\.\\d (\\d{3})");

    private final Socket socket = new Socket();
    private final byte[] bytes;
    private final Duration patience;
    private final Layer layer;
    private final StringBuilder head = new StringBuilder();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private long bodyBytes;
    private long firstByteNanos = -1;
    private volatile boolean cancelled;

    /** What is spoken through, over the connected socket. */
    @FunctionalInterface
    interface Layer {
        Socket over(Socket connected) throws IOException;
    }

    /**
     * A request that has not been sent.
     *
     * @param patience how long nothing may come
     */
    RawRequest(byte[] bytes, Duration patience) {
        this(bytes, patience, connected -> connected);
    }

    /** The same through TLS, for example. */
    RawRequest(byte[] bytes, Duration patience, Layer layer) {
        this.bytes = bytes.clone();
        this.patience = patience;
        this.layer = layer;
    }

    /** Gives up; from any thread. */
    void cancel() {
        cancelled = true;
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    /**
     * Sends and waits for the end of the answer. Never fails: says how it ended.
     *
     * @param port told the port that is used on this side, before anything is sent
     */
    RawAnswer send(InetSocketAddress server, IntConsumer port) {
        long begun = System.nanoTime();
        RawAnswer.End end;
        String detail = "";
        try (socket) {
            socket.bind(null);
            port.accept(socket.getLocalPort());
            socket.setSoTimeout((int) patience.toMillis());
            socket.setTcpNoDelay(true);
            socket.connect(server, (int) patience.toMillis());
            Socket spoken = layer.over(socket);
            spoken.getOutputStream().write(bytes);
            spoken.getOutputStream().flush();
            end = read(spoken.getInputStream(), begun);
        } catch (SocketTimeoutException e) {
            end = RawAnswer.End.TIMED_OUT;
        } catch (IOException e) {
            end = RawAnswer.End.FAILED;
            detail = String.valueOf(e.getMessage());
        }
        if (cancelled) {
            end = RawAnswer.End.CANCELLED;
        }
        return new RawAnswer(head.toString(), body.toByteArray(), bodyBytes, firstByteNanos,
                System.nanoTime() - begun, end, detail, null);
    }

    private RawAnswer.End read(InputStream in, long begun) throws IOException {
        byte[] buffer = new byte[BUFFER];
        boolean headComplete = false;
        long expected = Long.MAX_VALUE;
        while (!headComplete || bodyBytes < expected) {
            int count = in.read(buffer);
            if (count < 0) {
                return RawAnswer.End.CLOSED;
            }
            if (firstByteNanos < 0) {
                firstByteNanos = System.nanoTime() - begun;
            }
            int from = 0;
            while (!headComplete && from < count && head.length() < MOST_HEAD) {
                head.append((char) (buffer[from++] & 0xff));
                if (endsHead()) {
                    headComplete = !isInterim();
                    expected = headComplete ? expectedBody() : expected;
                    head.setLength(headComplete ? head.length() : 0);
                }
            }
            if (!headComplete && head.length() >= MOST_HEAD) {
                return RawAnswer.End.FAILED;
            }
            body(buffer, from, count);
        }
        return RawAnswer.End.COMPLETE;
    }

    private void body(byte[] buffer, int from, int to) {
        bodyBytes += to - from;
        int kept = Math.min(to - from, MOST_KEPT - body.size());
        if (kept > 0) {
            body.write(buffer, from, kept);
        }
    }

    private boolean endsHead() {
        int length = head.length();
        return length >= 4 && head.charAt(length - 1) == '\n' && head.charAt(length - 2) == '\r'
                && head.charAt(length - 3) == '\n' && head.charAt(length - 4) == '\r';
    }

    private boolean isInterim() {
        return status().startsWith("1");
    }

    private String status() {
        Matcher matcher = STATUS.matcher(head);
        return matcher.find() ? matcher.group(1) : "";
    }

    private long expectedBody() {
        String method = new String(bytes, 0, Math.min(5, bytes.length), StandardCharsets.ISO_8859_1)
                .toUpperCase(Locale.ROOT);
        if (method.equals("HEAD ") || status().equals("304") || status().equals("204")) {
            return 0;
        }
        Matcher matcher = LENGTH.matcher(head);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : Long.MAX_VALUE;
    }
}
