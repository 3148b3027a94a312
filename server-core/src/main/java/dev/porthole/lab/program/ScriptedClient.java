package dev.porthole.lab.program;

import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.Errno;
import dev.porthole.lab.system.KernelView;
import dev.porthole.lab.system.KernelView.TcpState;
import dev.porthole.lab.system.Libc;
import dev.porthole.lab.system.SystemCalls;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A client that does what it is told, one thing after the other, on a thread of its own. Every method returns at once;
 * what it returns is complete when the thing is done, or never if the session ends first. Safe to use from any thread.
 */
public final class ScriptedClient {

    /** After this long without anything to do, a client of a script hangs up. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int SMALL_BUFFER = 32 * 1024;
    private static final int CHUNK = 64 * 1024;
    private static final long BETWEEN_READS_MILLIS = 100;

    /** What has become of it. */
    public enum State {
        /** It waits for the answer to its request for a connection. */
        CONNECTING,
        /** It has a connection. */
        CONNECTED,
        /** It got none. */
        REFUSED,
        /** It has closed. */
        HUNG_UP,
        /** It has reset. */
        RESET,
        /** Nobody told it anything for too long, and it has closed. */
        EXPIRED
    }

    private final SystemCalls calls;
    private final String name;
    private final int serverPort;
    private final Duration patience;
    private final BlockingQueue<Order<?>> orders = new LinkedBlockingQueue<>();
    private volatile State state = State.CONNECTING;
    private volatile int descriptor = -1;
    private volatile int port = -1;

    /** What it does for an order. */
    @FunctionalInterface
    private interface Work<T> {
        T perform() throws InterruptedException;
    }

    private record Order<T>(Work<T> work, CompletableFuture<T> done) {
        void perform() throws InterruptedException {
            done.complete(work.perform());
        }
    }

    /**
     * A client of a server on the loopback address; does nothing yet.
     *
     * @param name stands before its calls, such as {@code client A}
     * @param patience how long it waits for its next order before it hangs up
     */
    ScriptedClient(LabSession session, String name, int serverPort, Duration patience) {
        this.calls = session.calls();
        this.name = name;
        this.serverPort = serverPort;
        this.patience = patience;
        session.start(name, this::obey);
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return what has become of it} */
    public State state() {
        return state;
    }

    /** {@return its own port; -1 before it is connected} */
    public int port() {
        return port;
    }

    /**
     * {@return whether the program has closed the connection and the client has not: the kernel says CLOSE_WAIT of it}
     */
    public boolean isLeft() {
        int socket = descriptor;
        return socket >= 0 && KernelView.state(socket) == TcpState.CLOSE_WAIT;
    }

    private void obey() throws InterruptedException {
        while (state == State.CONNECTING || state == State.CONNECTED) {
            Order<?> next = orders.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                end(State.EXPIRED);
            } else {
                next.perform();
            }
        }
        while (true) {
            orders.take().perform();
        }
    }

    private <T> CompletableFuture<T> order(Work<T> work) {
        Order<T> order = new Order<>(work, new CompletableFuture<>());
        orders.add(order);
        return order.done();
    }

    /**
     * Connects; the result is 0 or a negative error.
     *
     * @return complete when connect(2) has returned
     */
    public CompletableFuture<Integer> connect() {
        return order(() -> connectNow(0));
    }

    /** Connects with a small receive buffer, so that a server's bytes pile up at the server. */
    CompletableFuture<Integer> connectWithSmallBuffer() {
        return order(() -> connectNow(SMALL_BUFFER));
    }

    private int connectNow(int receiveBuffer) {
        if (descriptor >= 0) {
            return 0;
        }
        int socket = calls.socket();
        if (socket < 0) {
            state = State.REFUSED;
            return socket;
        }
        descriptor = socket;
        if (receiveBuffer > 0) {
            calls.receiveBuffer(socket, receiveBuffer);
        }
        int result = calls.connect(socket, serverPort);
        if (result == 0) {
            port = Libc.localPort(socket);
            state = State.CONNECTED;
        } else {
            end(State.REFUSED);
        }
        return result;
    }

    /**
     * Says a line of text.
     *
     * @param text without its line end
     * @return how many bytes the kernel took, or a negative error
     */
    public CompletableFuture<Integer> say(String text) {
        return send((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends bytes; the result is how many the kernel took, or a negative error.
     *
     * @param bytes in one send(2)
     * @return complete when send(2) has returned
     */
    public CompletableFuture<Integer> send(byte[] bytes) {
        return order(() -> sendNow(bytes));
    }

    private int sendNow(byte[] bytes) {
        return state == State.CONNECTED ? calls.send(descriptor, bytes) : -Errno.ENOTCONN.number();
    }

    /** Sends the first part, waits a moment, and sends the second: two segments for one message. */
    CompletableFuture<Integer> sendInHalves(byte[] first, byte[] second) {
        return order(() -> {
            sendNow(first);
            TimeUnit.MILLISECONDS.sleep(BETWEEN_READS_MILLIS);
            return sendNow(second);
        });
    }

    /**
     * Asks for a path over HTTP/1.1 and does not read the answer.
     *
     * @param path the request target
     * @return how many bytes the kernel took, or a negative error
     */
    public CompletableFuture<Integer> ask(String path) {
        return send(request(path));
    }

    /** A request for a path. */
    static byte[] request(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Asks for a path over HTTP/1.1 and reads the answer; the nanoseconds from the one to the other are told.
     *
     * @param path the request target
     * @return the answer and its time; complete when it is read
     */
    public CompletableFuture<Timed> get(String path) {
        return order(() -> {
            long before = System.nanoTime();
            sendNow(request(path));
            Answer answer = readNow(new byte[0]);
            return new Timed(answer, System.nanoTime() - before);
        });
    }

    /**
     * An answer and how long it took.
     *
     * @param answer the answer
     * @param nanos from the request to the last byte of the answer
     */
    public record Timed(Answer answer, long nanos) {}

    /**
     * Reads one answer, to its end as its head tells it or to the end of the connection.
     *
     * @return complete at its end
     */
    public CompletableFuture<Answer> read() {
        return order(() -> readNow(new byte[0]));
    }

    /** Reads what has arrived, without waiting. */
    CompletableFuture<byte[]> readWhatIsThere() {
        return order(() -> {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            while (state == State.CONNECTED && calls.unread(descriptor) > 0) {
                all.writeBytes(calls.receive(descriptor, CHUNK).bytes());
            }
            return all.toByteArray();
        });
    }

    private Answer readNow(byte[] begun) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(begun);
        int wanted = 0;
        Answer answer = Answer.of(all.toByteArray());
        while (state == State.CONNECTED) {
            SystemCalls.Received received = calls.receive(descriptor, CHUNK);
            if (received.result() <= 0) {
                return Answer.of(all.toByteArray());
            }
            all.writeBytes(received.bytes());
            // The whole is looked at again only when there may be enough of it.
            if (all.size() >= wanted) {
                answer = Answer.of(all.toByteArray());
                if (answer.complete()) {
                    return answer;
                }
                wanted = answer.head().isEmpty() ? 0 : answer.head().length() + answer.contentLength();
            }
        }
        return answer;
    }

    /** Asks for a path and reads the answer slowly: 64 KiB every 100 ms, for 30 seconds at most. */
    CompletableFuture<Integer> readSlowly(String path) {
        return order(() -> {
            sendNow(request(path));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            int all = 0;
            while (System.nanoTime() < deadline) {
                int got = calls.receive(descriptor, CHUNK).result();
                if (got <= 0) {
                    return all;
                }
                all += got;
                TimeUnit.MILLISECONDS.sleep(BETWEEN_READS_MILLIS);
            }
            end(State.EXPIRED);
            return all;
        });
    }

    /**
     * Hangs up: closes in good order, FIN.
     *
     * @return what has become of the client then
     */
    public CompletableFuture<State> hangUp() {
        return order(() -> end(State.HUNG_UP));
    }

    /**
     * Says bye and closes at once.
     *
     * @return what has become of the client then
     */
    public CompletableFuture<State> sayByeAndHangUp() {
        return order(() -> {
            sendNow("bye".getBytes(StandardCharsets.US_ASCII));
            return end(State.HUNG_UP);
        });
    }

    /**
     * Resets the connection, RST.
     *
     * @return what has become of the client then
     */
    public CompletableFuture<State> reset() {
        return order(() -> {
            if (state == State.CONNECTED) {
                calls.resetOnClose(descriptor);
            }
            return end(State.RESET);
        });
    }

    private State end(State how) {
        if (descriptor >= 0) {
            calls.close(descriptor);
            descriptor = -1;
            state = how;
        } else if (state == State.CONNECTING) {
            state = how;
        }
        return state;
    }
}
