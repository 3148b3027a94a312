package dev.porthole.lab.limits;

import static dev.porthole.lab.system.EpollFlags.EPOLLET;
import static dev.porthole.lab.system.EpollFlags.EPOLLIN;
import static dev.porthole.lab.system.EpollFlags.EPOLLONESHOT;
import static dev.porthole.lab.system.Libc.EPOLL_CTL_ADD;
import static dev.porthole.lab.system.Libc.EPOLL_CTL_MOD;

import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.EpollFlags;
import dev.porthole.lab.system.Ready;
import dev.porthole.lab.system.SystemCalls;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Two threads, one epoll instance: with EPOLLET both may get the same connection, with EPOLLONESHOT only one. */
public final class OneshotProof extends Proof {

    /** The proof. */
    public OneshotProof() {
        super("limits-oneshot");
    }

    @Override
    public void run(LabSession session) throws InterruptedException {
        session.reserve(DESCRIPTORS);
        SystemCalls calls = session.calls();
        int edge = EpollFlags.mask(EPOLLIN, EPOLLET);
        int once = EpollFlags.mask(EPOLLIN, EPOLLONESHOT);

        session.step("lab.limits.step.oneshot.edge");
        TcpPair pair = TcpPair.open(session);
        int epoll = calls.epollCreate();
        calls.control(epoll, EPOLL_CTL_ADD, pair.server(), edge);
        pair.send("GET /a");
        boolean edgeFirst = told(session, "worker 1", epoll);
        pair.send("GET /b");
        boolean edgeSecond = told(session, "worker 2", epoll);

        session.step("lab.limits.step.oneshot.once");
        TcpPair other = TcpPair.open(session);
        int another = calls.epollCreate();
        calls.control(another, EPOLL_CTL_ADD, other.server(), once);
        other.send("GET /a");
        boolean onceFirst = told(session, "worker 1", another);
        other.send("GET /b");
        boolean onceSecond = told(session, "worker 2", another);

        session.step("lab.limits.step.oneshot.rearm");
        calls.control(another, EPOLL_CTL_MOD, other.server(), once);
        boolean onceThird = told(session, "worker 2", another);
        if (edgeFirst && edgeSecond && onceFirst && !onceSecond && onceThird) {
            session.finding("lab.limits.finding.oneshot");
        }
    }

    /** Whether a worker is told of anything. */
    private static boolean told(LabSession session, String worker, int epoll) throws InterruptedException {
        AtomicReference<List<Ready>> ready = new AtomicReference<>(List.of());
        session.start(worker, () -> ready.set(session.calls().epollWait(epoll, 1, 0).ready())).join();
        return !ready.get().isEmpty();
    }
}
