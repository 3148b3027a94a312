package dev.porthole.lab.backlog;

import dev.porthole.lab.backlog.Visitor.Place;
import dev.porthole.lab.program.GlassServer;
import dev.porthole.lab.program.ProgramState;
import dev.porthole.lab.program.Switches;
import dev.porthole.lab.program.Tutorial;
import dev.porthole.lab.program.Waiting;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.Errno;
import dev.porthole.lab.system.KernelView;
import dev.porthole.lab.system.KernelView.TcpState;
import dev.porthole.lab.system.Libc;
import dev.porthole.lab.system.SystemCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program that listens and accepts nobody until its gate is opened, and clients who want to get in. Safe to use from
 * any thread; only {@link #arrive} waits.
 */
public final class WaitingRoom {

    private static final long APART_MILLIS = 25;

    private final LabSession session;
    private final SystemCalls calls;
    private final GlassServer server;
    private final List<Knocker> knockers = new ArrayList<>();
    private boolean over;

    /** A client's socket. */
    private static final class Knocker {
        private final int descriptor;
        private final int port;
        private final long began;
        private final boolean refused;
        private long connectedAfter = -1;

        Knocker(int descriptor, int port, long began, boolean refused) {
            this.descriptor = descriptor;
            this.port = port;
            this.began = began;
            this.refused = refused;
        }
    }

    /**
     * A room for some; not open yet.
     *
     * @param session to which its sockets and threads belong
     * @param backlog the argument of listen(2)
     */
    public WaitingRoom(LabSession session, int backlog) {
        this.session = session;
        this.calls = session.calls();
        Switches switches = Tutorial.ECHO.fixed().withBacklog(backlog);
        this.server = GlassServer.of(session, Tutorial.ECHO, switches, 0);
    }

    /** Starts the program, whose gate is closed: it listens, and does not accept. */
    public void open() {
        session.onClose(this::forget);
        server.closeGate();
        server.start();
    }

    private synchronized void forget() {
        over = true;
    }

    /** {@return whether the program listens} */
    public boolean listens() {
        return server.port() > 0;
    }

    /** Ends the program. */
    public void end() {
        server.stop();
    }

    /** {@return whether nobody is accepted} */
    public boolean gateClosed() {
        return server.gateClosed();
    }

    /** Lets the program accept whoever is there and whoever comes. */
    public void openGate() {
        server.openGate();
    }

    /** Stops the program from accepting. */
    public void closeGate() {
        server.closeGate();
    }

    /** {@return the program behind the door} */
    public ProgramState state() {
        return server.state();
    }

    /**
     * Some more clients connect, one after the other; for a thread of the session.
     *
     * @param count how many
     * @throws InterruptedException if the thread was interrupted, and the others do not come
     */
    public void arrive(int count) throws InterruptedException {
        Waiting.until(session, "the program listens", this::listens);
        for (int i = 0; i < count; i++) {
            boolean full = full(server.state());
            int descriptor = calls.socket();
            calls.nonBlocking(descriptor);
            long began = System.nanoTime();
            int result = calls.connect(descriptor, server.port());
            boolean refused = result < 0 && !Errno.EINPROGRESS.is(result);
            Knocker knocker = new Knocker(descriptor, Libc.localPort(descriptor), began, refused);
            synchronized (this) {
                knockers.add(knocker);
            }
            // Where there is room, it is answered in a moment; where there is none, not for a second at least.
            if (!full && !refused) {
                Waiting.until(session, "the client is connected", () -> connected(knocker));
            }
            // When several SYNs come again in the same moment, the kernel answers some with a cookie, and a client may
            // then think for ever that it is connected: tcp_syncookies in tcp(7).
            TimeUnit.MILLISECONDS.sleep(APART_MILLIS);
        }
    }

    /** The kernel admits one more than it was told. */
    private static boolean full(ProgramState state) {
        return state.waiting() > state.backlog();
    }

    private synchronized boolean connected(Knocker knocker) {
        if (knocker.connectedAfter < 0 && !over
                && KernelView.state(knocker.descriptor) == TcpState.ESTABLISHED) {
            knocker.connectedAfter = System.nanoTime() - knocker.began;
        }
        return knocker.connectedAfter >= 0;
    }

    /** {@return all clients, in the order of their arrival} */
    public synchronized List<Visitor> visitors() {
        Set<Integer> inside = server.state().peers().stream()
                .map(ProgramState.Peer::port).collect(Collectors.toSet());
        List<Visitor> visitors = new ArrayList<>();
        for (Knocker each : knockers) {
            boolean connected = connected(each);
            Place place = each.refused ? Place.REFUSED
                    : inside.contains(each.port) ? Place.INSIDE
                    : connected ? Place.WAITING : Place.KNOCKING;
            visitors.add(new Visitor(visitors.size() + 1, each.port, place, each.connectedAfter));
        }
        return visitors;
    }

    /**
     * {@return how many clients are in a place}
     *
     * @param place where they wait, or what became of them
     */
    public long count(Place place) {
        return visitors().stream().filter(each -> each.place() == place).count();
    }
}
