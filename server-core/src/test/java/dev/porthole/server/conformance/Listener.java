package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A client that sends whatever it is told to and writes down what comes back, without understanding it. */
final class Listener implements AutoCloseable {

    /** What can be said of a server after a while. */
    enum State {
        /** It has answered the last request of a batch. */
        ANSWERED,
        /** It has said nothing for some time. */
        SILENT,
        /** It has closed the connection. */
        CLOSED,
        /** It has reset the connection, which may have destroyed the end of its last answer. */
        RESET
    }

    private final Socket socket = new Socket();
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final Heard heard = new Heard();

    /** Bytes that know how they end. */
    private static final class Heard extends ByteArrayOutputStream {

        boolean endsWith(byte[] end) {
            return count >= end.length && Arrays.equals(buf, count - end.length, count, end, 0, end.length);
        }
    }

    Listener(InetSocketAddress server) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            socket.connect(server);
            in = socket.getInputStream();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    void send(Conversation.Batch batch) {
        try {
            boolean first = true;
            for (byte[] part : batch.parts()) {
                if (!first) {
                    // Long enough now and then for the server to read the pieces apart.
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(20));
                }
                first = false;
                socket.getOutputStream().write(part);
            }
        } catch (IOException e) {
            // The server has closed already; what it said before is still to be read.
            return;
        }
    }

    void finishSending() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // Closed by the server already.
            return;
        }
    }

    /** Listens until an answer ends in the given way, the connection ends, or nothing comes for so long. */
    State listen(String end, int patienceMillis) throws IOException {
        byte[] last = end.getBytes(ISO_8859_1);
        socket.setSoTimeout(patienceMillis);
        try {
            while (last.length == 0 || !heard.endsWith(last)) {
                int count = in.read(buffer);
                if (count < 0) {
                    return State.CLOSED;
                }
                heard.write(buffer, 0, count);
            }
            return State.ANSWERED;
        } catch (SocketTimeoutException e) {
            return State.SILENT;
        } catch (SocketException e) {
            return State.RESET;
        }
    }

    /** Everything heard since it was asked last, one character a byte. */
    String heard() {
        String text = heard.toString(ISO_8859_1);
        heard.reset();
        return text;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
