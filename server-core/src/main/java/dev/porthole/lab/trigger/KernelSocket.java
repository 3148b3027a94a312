package dev.porthole.lab.trigger;

import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.Errno;
import dev.porthole.lab.system.KernelView;
import dev.porthole.lab.system.KernelView.TcpState;
import dev.porthole.lab.system.Libc;
import dev.porthole.lab.system.Ready;
import dev.porthole.lab.system.SystemCalls;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A real TCP connection over loopback and real epoll instances. Not a UNIX socket pair: those tell a hang-up where TCP
 * tells the peer's end only. Every call is told through the session, which also owns the descriptors.
 */
final class KernelSocket implements WatchedSocket {

    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN = 20_000;
    private static final int CHUNK = 16 * 1024;
    // Fixed, because the kernel would otherwise let them grow while they are being filled.
    private static final int SEND_BUFFER = 128 * 1024;
    private static final int RECEIVE_BUFFER = 64 * 1024;

    private final LabSession session;
    private final SystemCalls calls;
    private final List<Watcher> watchers;
    private final Map<Watcher, Integer> epolls = new EnumMap<>(Watcher.class);
    private final int peer;
    private final int server;
    private int waiting;
    private boolean ended;
    private boolean reset;
    private int unconfirmed;
    private int filled;

    /** Opens the connection and registers its receiving end with an epoll instance for each of the ways. */
    KernelSocket(LabSession session, List<Watcher> watchers) {
        this.session = session;
        this.calls = session.calls();
        this.watchers = List.copyOf(watchers);
        int listener = good(calls.socket());
        good(calls.bind(listener, 0));
        good(calls.listen(listener, 1));
        peer = good(calls.socket());
        // No connection of the lab stays behind in TIME_WAIT: whatever is still open at the end is reset.
        good(calls.resetOnClose(peer));
        boolean writes = watchers.stream().anyMatch(Watcher::writes);
        if (writes) {
            good(calls.receiveBuffer(peer, RECEIVE_BUFFER));
        }
        good(calls.connect(peer, Libc.localPort(listener)));
        server = good(calls.accept(listener, Libc.SOCK_NONBLOCK).descriptor());
        calls.close(listener);
        if (writes) {
            good(calls.sendBuffer(server, SEND_BUFFER));
        }
        for (Watcher each : watchers) {
            int epoll = good(calls.epollCreate());
            good(calls.control(epoll, Libc.EPOLL_CTL_ADD, server, each.mask()));
            epolls.put(each, epoll);
        }
    }

    private int good(int result) {
        if (result < 0) {
            session.checkStopped();
            throw new IllegalStateException("the kernel refused: " + Errno.name(-result));
        }
        return result;
    }

    @Override
    public Evidence evidence() {
        return Evidence.KERNEL;
    }

    @Override
    public List<Watcher> watchers() {
        return watchers;
    }

    @Override
    public boolean open() {
        return !ended && !reset;
    }

    @Override
    public boolean resettable() {
        return !reset;
    }

    @Override
    public void send(int bytes) {
        byte[] sent = new byte[bytes];
        Arrays.fill(sent, (byte) 'x');
        good(calls.send(peer, sent));
        waiting += bytes;
        await(() -> KernelView.unread(server) == waiting);
    }

    @Override
    public void halfClose() {
        good(calls.shutdown(peer, Libc.SHUT_WR));
        ended = true;
        await(() -> KernelView.state(server) == TcpState.CLOSE_WAIT);
    }

    @Override
    public void reset() {
        good(calls.close(peer));
        reset = true;
        await(() -> KernelView.state(server) == TcpState.CLOSE);
    }

    /** Loopback delivers at once almost always, but may leave it to another thread of the kernel. */
    private void await(BooleanSupplier arrived) {
        long deadline = System.nanoTime() + LONGEST_DELIVERY.toNanos();
        while (!arrived.getAsBoolean()) {
            session.checkStopped();
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("nothing arrived on the loopback interface");
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }

    @Override
    public int read(int most) {
        int read = calls.receive(server, most).result();
        waiting -= Math.max(0, read);
        return read;
    }

    @Override
    public int unread() {
        return good(KernelView.unread(server));
    }

    @Override
    public int wait(Watcher watcher) {
        List<Ready> ready = calls.epollWait(epoll(watcher), 1, 0).ready();
        return ready.isEmpty() ? 0 : ready.getFirst().mask();
    }

    @Override
    public void modify(Watcher watcher) {
        good(calls.control(epoll(watcher), Libc.EPOLL_CTL_MOD, server, watcher.mask()));
    }

    @Override
    public void close() {
        epolls.values().forEach(calls::close);
        if (!reset) {
            calls.close(peer);
        }
        calls.close(server);
    }

    private int epoll(Watcher watcher) {
        Integer epoll = epolls.get(watcher);
        if (epoll == null) {
            throw new IllegalArgumentException("not watching: " + watcher);
        }
        return epoll;
    }

    @Override
    public boolean full() {
        return unconfirmed > 0;
    }

    @Override
    public int fill() {
        byte[] chunk = new byte[CHUNK];
        int before = unconfirmed;
        boolean room = true;
        while (room) {
            int taken = calls.send(server, chunk);
            room = taken > 0;
            while (taken > 0) {
                unconfirmed += taken;
                taken = calls.send(server, chunk);
            }
            // What travels to the peer makes room again.
            awaitQuiet();
        }
        filled = unconfirmed;
        return unconfirmed - before;
    }

    @Override
    public int peerReads(int parts) {
        int wanted = Math.min(unconfirmed, Math.ceilDiv(filled, parts));
        int read = 0;
        while (read < wanted) {
            int received = good(calls.receive(peer, Math.min(CHUNK, wanted - read)).result());
            if (received == 0) {
                throw new IllegalStateException("the connection ended");
            }
            read += received;
        }
        unconfirmed -= read;
        awaitQuiet();
        return read;
    }

    /** Until nothing is on its way: all that is left in the server's queue has not been sent. */
    private void awaitQuiet() {
        await(() -> KernelView.unsent(server) == KernelView.untransmitted(server));
        // The kernel takes the socket's lock for this: what the last confirmation changes has been changed after it.
        KernelView.state(server);
    }
}
