package dev.porthole.lab.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.EpollFlags;
import dev.porthole.lab.system.Errno;
import dev.porthole.lab.system.KernelView;
import dev.porthole.lab.system.Libc;
import dev.porthole.lab.system.Ready;
import dev.porthole.lab.system.StoppedException;
import dev.porthole.lab.system.SystemCalls;
import java.util.Arrays;
import java.util.Locale;

/**
 * A server with an epoll instance sends six megabytes to a client that reads them slowly. Both buffers of the kernel
 * are small, as they are beside a slow network; with those of a fast one the kernel would take all at once. Where the
 * bytes are is asked of the kernel after every write and read.
 */
public final class SlowReader {

    /** How many bytes the client asks for. */
    public static final int BYTES = 6_000_000;

    /** Series of bytes that the server has not been able to write yet; like all three at the bytes the client has. */
    public static final String IN_SERVER = "in the server";

    /** Series of bytes in the kernel's send queue of the server's socket. */
    public static final String IN_SEND_QUEUE = "send queue";

    /** Series of bytes in the kernel's receive queue of the client's socket. */
    public static final String IN_RECEIVE_QUEUE = "receive queue";

    /** The row of what the server's waits told of the connection. */
    public static final String WAIT = "lab.reader.wait";

    /** Told before the server asks for EPOLLOUT. */
    public static final String ASKED = "lab.reader.asked";

    /** Told before the server asks for it no more. */
    public static final String WITHDRAWN = "lab.reader.withdrawn";

    private static final int SEND_BUFFER = 64 << 10;
    private static final int RECEIVE_BUFFER = 32 << 10;
    private static final int MOST_AT_ONCE = 256 << 10;
    private static final int READ_AT_ONCE = 16 << 10;
    private static final int PAUSE_MILLIS = 5;
    private static final int READS_TO_A_READING = 8;
    private static final int REQUEST_ROOM = 1_024;
    private static final int EVENTS = 8;

    private final LabSession session;
    private final SystemCalls calls;
    private final byte[] answer = new byte[BYTES];
    private volatile int client;
    private volatile int connection = -1;
    private volatile int received;
    private volatile int written;
    private int wakeUps;
    private int asked;
    private int withdrawn;

    /** A transfer within a session. */
    SlowReader(LabSession session) {
        this.session = session;
        this.calls = session.calls();
        Arrays.fill(answer, (byte) 'x');
    }

    /**
     * Runs it once, in about two seconds; blocks as long.
     *
     * @throws StoppedException if the session was closed meanwhile
     * @throws InterruptedException if the thread was interrupted
     */
    public void run() throws InterruptedException {
        session.step("lab.reader.begin", grouped(BYTES), grouped(SEND_BUFFER), grouped(RECEIVE_BUFFER));
        int listener = calls.socket();
        calls.bind(listener, 0);
        calls.listen(listener, 1);
        int port = Libc.localPort(listener);
        Thread server = session.start("server", () -> serve(listener));
        Thread reader = session.start("client", () -> read(port));
        server.join();
        reader.join();
        session.check();
        session.finding("lab.reader.whole", grouped(received), grouped(BYTES));
        session.finding("lab.reader.flag", asked, wakeUps, withdrawn);
    }

    /** Until the client has closed. Whatever happens, its end is closed, so that neither waits for the other. */
    private void serve(int listener) {
        int epoll = calls.epollCreate();
        connection = calls.accept(listener, Libc.SOCK_NONBLOCK).descriptor();
        try {
            calls.sendBuffer(connection, SEND_BUFFER);
            calls.control(epoll, Libc.EPOLL_CTL_ADD, connection, EpollFlags.EPOLLIN.bit());
            boolean open = true;
            while (open) {
                for (Ready ready : calls.epollWait(epoll, EVENTS, -1).ready()) {
                    session.told(WAIT, "fd " + ready.descriptor(), EpollFlags.names(ready.mask()));
                    open = handle(epoll, ready.mask());
                }
            }
        } finally {
            calls.close(connection);
        }
        calls.close(epoll);
        calls.close(listener);
    }

    /** Whether the connection goes on. */
    private boolean handle(int epoll, int mask) {
        if (EpollFlags.EPOLLOUT.in(mask)) {
            wakeUps++;
            write(epoll);
        }
        if (!EpollFlags.EPOLLIN.in(mask)) {
            return true;
        }
        boolean open = calls.receive(connection, REQUEST_ROOM).result() > 0;
        if (open) {
            write(epoll);
        }
        return open;
    }

    /** Writes until the kernel takes no more, or all is written. */
    private void write(int epoll) {
        boolean full = false;
        while (!full && written < BYTES) {
            int from = written;
            int to = Math.min(BYTES, from + MOST_AT_ONCE);
            int result = calls.send(connection, Arrays.copyOfRange(answer, from, to));
            full = Errno.EAGAIN.is(result);
            if (!full && result <= 0) {
                throw new IllegalStateException("send: " + Errno.name(-result));
            }
            written = from + Math.max(0, result);
        }
        if (full && asked == withdrawn) {
            asked++;
            session.step(ASKED, grouped(written));
            calls.control(epoll, Libc.EPOLL_CTL_MOD, connection,
                    EpollFlags.mask(EpollFlags.EPOLLIN, EpollFlags.EPOLLOUT));
        } else if (!full && asked > withdrawn) {
            withdrawn++;
            session.step(WITHDRAWN);
            calls.control(epoll, Libc.EPOLL_CTL_MOD, connection, EpollFlags.EPOLLIN.bit());
        }
        tellQueues();
        if (written == BYTES) {
            int has = received;
            session.finding("lab.reader.inFlight", grouped(has), grouped(BYTES - has));
        }
    }

    private void read(int port) throws InterruptedException {
        client = calls.socket();
        try {
            calls.receiveBuffer(client, RECEIVE_BUFFER);
            calls.connect(client, port);
            calls.send(client, Exchange.REQUEST.getBytes(US_ASCII));
            int total = 0;
            for (int reads = 1; total < BYTES; reads++) {
                Thread.sleep(PAUSE_MILLIS);
                int result = calls.receive(client, READ_AT_ONCE).result();
                if (result <= 0) {
                    throw new IllegalStateException("recv: " + Errno.name(-result));
                }
                total += result;
                received = total;
                if (reads % READS_TO_A_READING == 0 || total == BYTES) {
                    tellQueues();
                }
            }
        } finally {
            calls.close(client);
        }
    }

    /** The two queues are read one after the other, so bytes on their way may be in both or in neither. */
    private void tellQueues() {
        int at = received;
        session.reading(IN_SERVER, at, BYTES - written, "B");
        session.reading(IN_SEND_QUEUE, at, Math.max(0, KernelView.unsent(connection)), "B");
        session.reading(IN_RECEIVE_QUEUE, at, Math.max(0, KernelView.unread(client)), "B");
    }

    private static String grouped(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes);
    }
}
