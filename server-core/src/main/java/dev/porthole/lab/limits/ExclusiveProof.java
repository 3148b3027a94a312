package dev.porthole.lab.limits;

import static dev.porthole.lab.system.EpollFlags.EPOLLEXCLUSIVE;
import static dev.porthole.lab.system.EpollFlags.EPOLLIN;
import static dev.porthole.lab.system.Libc.EPOLL_CTL_ADD;

import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.EpollFlags;
import dev.porthole.lab.system.KernelView;
import dev.porthole.lab.system.SystemCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two threads wait for a client of the same listening socket, each in an epoll instance of its own. One client wakes
 * both; with EPOLLEXCLUSIVE it wakes one, epoll_ctl(2).
 */
public final class ExclusiveProof extends Proof {

    private static final int WORKERS = 2;

    /** The proof. */
    public ExclusiveProof() {
        super("limits-exclusive");
    }

    @Override
    public void run(LabSession session) throws InterruptedException {
        session.reserve(2 * DESCRIPTORS);
        session.step("lab.limits.step.exclusive.herd", WORKERS);
        int herd = woken(session, "worker ", EPOLLIN.bit());
        session.reading("woken", 0, herd, "");
        session.step("lab.limits.step.exclusive.flag", WORKERS);
        int exclusive = woken(session, "exclusive ", EpollFlags.mask(EPOLLIN, EPOLLEXCLUSIVE));
        session.reading("woken", 1, exclusive, "");
        if (herd == WORKERS && exclusive == 1) {
            session.finding("lab.limits.finding.exclusive", herd, exclusive);
        }
    }

    /** How many of the workers are told of one client. */
    private static int woken(LabSession session, String name, int mask) throws InterruptedException {
        SystemCalls calls = session.calls();
        int listener = TcpPair.listener(calls);
        AtomicInteger told = new AtomicInteger();
        AtomicInteger back = new AtomicInteger();
        List<Integer> epolls = new ArrayList<>();
        List<Thread> workers = new ArrayList<>();
        for (int i = 1; i <= WORKERS; i++) {
            int epoll = calls.epollCreate();
            calls.control(epoll, EPOLL_CTL_ADD, listener, mask);
            epolls.add(epoll);
            workers.add(session.start(name + i, () -> {
                if (calls.epollWait(epoll, 8, -1).ready().stream().anyMatch(each -> each.descriptor() == listener)) {
                    told.incrementAndGet();
                }
                back.incrementAndGet();
            }));
        }
        for (Thread each : workers) {
            TcpPair.await(session, () -> KernelView.waitsInEpoll(each.getName()));
        }
        TcpPair.client(calls, listener);
        TcpPair.await(session, () -> back.get() > 0);
        // Whoever has not been woken by the client is now, and can tell that it was not the client.
        for (int epoll : epolls) {
            calls.control(epoll, EPOLL_CTL_ADD, calls.eventfd(1), EPOLLIN.bit());
        }
        for (Thread each : workers) {
            each.join();
        }
        return told.get();
    }
}
