package dev.porthole.lab.program;

import dev.porthole.lab.program.ProgramState.Peer;
import dev.porthole.lab.program.ProgramState.Phase;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.EpollFlags;
import dev.porthole.lab.system.Errno;
import dev.porthole.lab.system.KernelView;
import dev.porthole.lab.system.KernelView.AcceptQueue;
import dev.porthole.lab.system.KernelView.TcpState;
import dev.porthole.lab.system.Libc;
import dev.porthole.lab.system.Ready;
import dev.porthole.lab.system.SystemCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A program of the tutorial, running: one thread, one epoll instance, a loop. Its defects are in its {@link Switches},
 * which may be changed while it runs. Safe to use from any thread; the methods that make system calls return soon.
 */
public final class GlassServer {

    /** After how many rounds that change nothing the loop is stopped. */
    public static final int MOST_FRUITLESS = 2_000;

    /** In a call for longer than this, the loop is said to be blocked. */
    public static final Duration BLOCKED_AFTER = Duration.ofMillis(300);

    /** At this many connections the lab ends the program, so that the descriptors last for the rest. */
    public static final int MOST_CONNECTIONS = 1_000;

    /** The name of its thread, which stands before its calls. */
    public static final String THREAD = "server";

    /** How many events CPython asks for: one less than fits a select(2). */
    private static final int MOST_EVENTS = 1023;

    private final LabSession session;
    private final SystemCalls calls;
    private final String name;
    private final Program program;
    private final int wantedPort;
    private final Gate gate = new Gate();
    private final Gate guard = new Gate();
    private final Map<Integer, Connection> connections = new LinkedHashMap<>();
    private volatile Switches switches;
    private volatile @Nullable Doing doing;
    private volatile boolean stopping;
    private volatile long rounds;
    private int listener = -1;
    private int epoll = -1;
    private int waker = -1;
    private int port = -1;
    private int accepted;
    private long messages;
    private int offline;
    private int fruitless;
    private boolean over;
    private String ended = "";

    /** A call that may sleep. */
    private record Doing(String call, int descriptor, long since) {}

    private GlassServer(LabSession session, String name, Program program, Switches switches, int port) {
        this.session = session;
        this.calls = session.calls();
        this.name = name;
        this.program = program;
        this.switches = switches;
        this.wantedPort = port;
    }

    /**
     * One of the tutorial's programs; not started yet. For the second one a bait folder is made, and deleted with the
     * session.
     *
     * @param session to which its sockets and threads belong
     * @param tutorial which program
     * @param switches which of its defects are mended
     * @param port of the loopback address; 0 for any that is free
     * @return the program, to be started by {@link #start}
     */
    public static GlassServer of(LabSession session, Tutorial tutorial, Switches switches, int port) {
        String name = tutorial == Tutorial.ECHO ? "echo" : "web";
        return new GlassServer(session, name, program(session, tutorial, name), switches, port);
    }

    private static Program program(LabSession session, Tutorial tutorial, String name) {
        if (tutorial == Tutorial.ECHO) {
            return new EchoProgram(text -> session.line(name, text));
        }
        Bait bait = Bait.create();
        session.onClose(bait::delete);
        return new WebProgram(
                bait, text -> session.line(name, text), path -> session.step("lab.programs.outside", path));
    }

    /**
     * Starts it on a thread of the session, and gives the thread, which ends with the program.
     *
     * @return for whoever waits for its end
     */
    public Thread start() {
        session.onClose(this::forget);
        return session.start(THREAD, this::run);
    }

    /** The session is about to close all descriptors: they must not be asked after any more. */
    private synchronized void forget() {
        over = true;
    }

    /** {@return the port that it listens on; -1 before it does} */
    public synchronized int port() {
        return port;
    }

    /** {@return how it is built} */
    public Switches switches() {
        return switches;
    }

    /** {@return whether the gate is closed} */
    public boolean gateClosed() {
        return gate.closed();
    }

    /** Stops the loop before its next epoll_wait(2); one that sleeps in it is woken. */
    public void closeGate() {
        gate.close();
        wake();
    }

    /** Lets the loop go on. */
    public void openGate() {
        gate.open();
    }

    /** Lets a loop go on that was stopped because it went round without progress. */
    public void carryOn() {
        guard.open();
    }

    /**
     * Frees the loop from the call it sleeps in, by shutting down that call's socket; false if it sleeps in none.
     *
     * @return whether there was a call to free it from
     */
    public synchronized boolean unblock() {
        Doing now = doing;
        if (over || now == null || now.descriptor() == epoll) {
            return false;
        }
        calls.shutdown(now.descriptor(), Libc.SHUT_RDWR);
        return true;
    }

    /** Ends the program, wherever it is. */
    public void stop() {
        stopping = true;
        wake();
        unblock();
        gate.open();
        guard.open();
    }

    /** Something that is ready is added to the epoll instance, so that a sleeping wait returns. */
    private synchronized void wake() {
        if (over || epoll < 0 || waker >= 0) {
            return;
        }
        waker = calls.eventfd(1);
        calls.control(epoll, Libc.EPOLL_CTL_ADD, waker, EpollFlags.EPOLLIN.bit());
    }

    private synchronized void woken() {
        calls.control(epoll, Libc.EPOLL_CTL_DEL, waker, 0);
        calls.close(waker);
        waker = -1;
    }

    /**
     * Changes how it is built, also for the connections that it has.
     *
     * @param next how it is from the next round on
     */
    public synchronized void change(Switches next) {
        Switches before = switches;
        switches = next;
        if (over || port < 0) {
            return;
        }
        boolean blocks = !next.on(Switch.NON_BLOCKING);
        if (blocks == before.on(Switch.NON_BLOCKING)) {
            calls.blocking(listener, blocks);
            connections.keySet().forEach(each -> calls.blocking(each, blocks));
        }
        if (next.on(Switch.NO_DELAY) != before.on(Switch.NO_DELAY)) {
            connections.keySet().forEach(each -> calls.noDelay(each, next.on(Switch.NO_DELAY)));
        }
        if (next.backlog() != before.backlog()) {
            calls.listen(listener, next.backlog());
        }
        if (next.trigger() != before.trigger()) {
            calls.control(epoll, Libc.EPOLL_CTL_MOD, listener, mask(next, null));
            connections.forEach((descriptor, each) ->
                    calls.control(epoll, Libc.EPOLL_CTL_MOD, descriptor, mask(next, each)));
        }
    }

    private static int mask(Switches switches, @Nullable Connection connection) {
        int edge = switches.trigger() == Trigger.EDGE ? EpollFlags.EPOLLET.bit() : 0;
        int out = connection != null && connection.unsent().length > 0 ? EpollFlags.EPOLLOUT.bit() : 0;
        return EpollFlags.EPOLLIN.bit() | out | edge;
    }

    private void run() throws InterruptedException {
        try {
            open();
            while (!stopping) {
                gate.pass();
                if (!stopping) {
                    round();
                }
                if (fruitless() >= MOST_FRUITLESS) {
                    guard.close();
                    guard.pass();
                    resetFruitless();
                }
            }
            end("");
        } catch (ProgramError nobodyCaught) {
            String sentence = stopping ? "" : String.valueOf(nobodyCaught.getMessage());
            if (!sentence.isEmpty()) {
                session.line(name, sentence);
            }
            end(sentence);
        }
    }

    private void open() {
        if (wantedPort != 0) {
            program.starting(wantedPort);
        }
        Switches now = switches;
        int socket = checked(calls.socket());
        synchronized (this) {
            listener = socket;
        }
        calls.reuseAddress(socket);
        checked(calls.bind(socket, wantedPort));
        checked(calls.listen(socket, now.backlog()));
        if (now.on(Switch.NON_BLOCKING)) {
            calls.blocking(socket, false);
        }
        int instance = checked(calls.epollCreate());
        calls.control(instance, Libc.EPOLL_CTL_ADD, socket, mask(now, null));
        int bound = Libc.localPort(socket);
        if (wantedPort == 0) {
            program.starting(bound);
        }
        synchronized (this) {
            epoll = instance;
            port = bound;
        }
    }

    private static int checked(int result) {
        if (result < 0) {
            throw ProgramError.of(result);
        }
        return result;
    }

    /** One wait and all that it told of. */
    private void round() {
        List<Ready> ready = in("epoll_wait", epoll, () -> calls.epollWait(epoll, MOST_EVENTS, -1)).ready();
        fruitlessUntilProved();
        for (Ready each : ready) {
            if (each.descriptor() == listener) {
                welcome();
            } else if (each.descriptor() == waker) {
                woken();
            } else {
                Connection connection = connection(each.descriptor());
                if (connection != null) {
                    handle(connection, each.mask());
                }
            }
        }
    }

    private <T> T in(String call, int descriptor, Supplier<T> made) {
        doing = new Doing(call, descriptor, System.nanoTime());
        try {
            return made.get();
        } finally {
            doing = null;
        }
    }

    private synchronized @Nullable Connection connection(int descriptor) {
        return connections.get(descriptor);
    }

    private synchronized int fruitless() {
        return fruitless;
    }

    private synchronized void resetFruitless() {
        fruitless = 0;
    }

    private synchronized void fruitlessUntilProved() {
        rounds = rounds + 1;
        fruitless++;
    }

    private void welcome() {
        boolean another;
        do {
            int flags = switches.on(Switch.NON_BLOCKING) ? Libc.SOCK_NONBLOCK : 0;
            SystemCalls.Accepted client = in("accept4", listener, () -> calls.accept(listener, flags));
            if (Errno.EAGAIN.is(client.descriptor())) {
                return;
            }
            welcome(checked(client.descriptor()), client.port());
            another = switches.on(Switch.ACCEPT_ALL) && !stopping;
        } while (another);
    }

    private void welcome(int descriptor, int clientPort) {
        Switches now = switches;
        Connection connection;
        int count;
        synchronized (this) {
            fruitless = 0;
            accepted++;
            connection = new Connection(accepted, descriptor, clientPort);
            connections.put(descriptor, connection);
            count = connections.size();
        }
        program.accepted(connection);
        if (now.on(Switch.NO_DELAY)) {
            calls.noDelay(descriptor, true);
        }
        calls.control(epoll, Libc.EPOLL_CTL_ADD, descriptor, mask(now, connection));
        if (count >= MOST_CONNECTIONS) {
            session.step("lab.programs.full", count);
            stopping = true;
        }
    }

    private void handle(Connection connection, int mask) {
        if (!switches.on(Switch.CATCH_ERRORS)) {
            serve(connection, mask);
            return;
        }
        try {
            serve(connection, mask);
        } catch (ProgramError ofThisConnection) {
            close(connection);
        }
    }

    private void serve(Connection connection, int mask) {
        if (connection.unsent().length > 0 && EpollFlags.EPOLLOUT.in(mask)) {
            byte[] rest = connection.unsent();
            connection.unsent(new byte[0]);
            send(connection, rest);
            if (connection.unsent().length == 0) {
                calls.control(epoll, Libc.EPOLL_CTL_MOD, connection.descriptor(), mask(switches, connection));
            }
        }
        if (!switches.on(Switch.TEST_BITS)) {
            if (mask == EpollFlags.EPOLLIN.bit()) {
                receive(connection);
            }
        } else if (EpollFlags.EPOLLERR.in(mask)) {
            close(connection);
        } else if (EpollFlags.EPOLLIN.in(mask) || EpollFlags.EPOLLHUP.in(mask)) {
            receive(connection);
        }
    }

    private void receive(Connection connection) {
        int descriptor = connection.descriptor();
        boolean more;
        do {
            SystemCalls.Received read =
                    in("recvfrom", descriptor, () -> calls.receive(descriptor, switches.receiveSize()));
            if (Errno.EAGAIN.is(read.result())) {
                return;
            }
            if (checked(read.result()) == 0) {
                close(connection);
                return;
            }
            program.received(connection, read.bytes(), switches, bytes -> send(connection, bytes));
            synchronized (this) {
                fruitless = 0;
                messages++;
            }
            more = switches.on(Switch.DRAIN) && !stopping;
        } while (more);
    }

    private void send(Connection connection, byte[] bytes) {
        byte[] rest = connection.unsent();
        if (rest.length > 0) {
            byte[] longer = Arrays.copyOf(rest, rest.length + bytes.length);
            System.arraycopy(bytes, 0, longer, rest.length, bytes.length);
            connection.unsent(longer);
            return;
        }
        int descriptor = connection.descriptor();
        int sent = in("sendto", descriptor, () -> calls.send(descriptor, bytes));
        boolean waits = switches.on(Switch.WAIT_TO_WRITE);
        int done = waits && Errno.EAGAIN.is(sent) ? 0 : checked(sent);
        if (done > 0) {
            resetFruitless();
        }
        if (done < bytes.length && waits) {
            connection.unsent(Arrays.copyOfRange(bytes, done, bytes.length));
            calls.control(epoll, Libc.EPOLL_CTL_MOD, descriptor, mask(switches, connection));
        }
    }

    private void close(Connection connection) {
        int descriptor = connection.descriptor();
        calls.control(epoll, Libc.EPOLL_CTL_DEL, descriptor, 0);
        synchronized (this) {
            connections.remove(descriptor);
            calls.close(descriptor);
            fruitless = 0;
            offline++;
        }
        program.closed(connection);
    }

    /** As the kernel does with a process that ends: everything it had is closed. */
    private synchronized void end(String sentence) {
        over = true;
        ended = sentence;
        List<Integer> open = new ArrayList<>(connections.keySet());
        open.addAll(List.of(waker, epoll, listener));
        connections.clear();
        open.stream().filter(each -> each >= 0).forEach(calls::close);
    }

    /** {@return how it is now} Asks the kernel, which takes a few microseconds for each connection. */
    public synchronized ProgramState state() {
        Doing now = doing;
        AcceptQueue queue = over || port < 0 ? new AcceptQueue(0, 0) : KernelView.acceptQueue(listener);
        List<Peer> peers = over ? List.of() : connections.values().stream().map(GlassServer::peer).toList();
        long inCall = now == null ? 0 : System.nanoTime() - now.since();
        return new ProgramState(
                phase(now, inCall), now == null ? "" : now.call(), now == null ? -1 : now.descriptor(), inCall, rounds,
                fruitless, accepted, messages, offline, peers, queue.waiting(), queue.backlog(), ended);
    }

    private Phase phase(@Nullable Doing now, long inCall) {
        if (over) {
            return Phase.ENDED;
        }
        if (gate.waiting()) {
            return Phase.AT_GATE;
        }
        if (guard.waiting()) {
            return Phase.SPINNING;
        }
        if (port < 0) {
            return Phase.STARTING;
        }
        if (now == null) {
            return Phase.WORKING;
        }
        if (now.descriptor() == epoll) {
            return Phase.WAITING;
        }
        return inCall > BLOCKED_AFTER.toNanos() ? Phase.BLOCKED : Phase.WORKING;
    }

    private static Peer peer(Connection connection) {
        int descriptor = connection.descriptor();
        TcpState state = KernelView.state(descriptor);
        boolean gone = state == TcpState.CLOSE_WAIT || state == TcpState.CLOSE;
        return new Peer(
                connection.number(), descriptor, connection.port(), Math.max(0, KernelView.unread(descriptor)),
                Math.max(0, KernelView.unsent(descriptor)), connection.unsent().length, gone);
    }
}
