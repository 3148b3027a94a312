package dev.porthole.lab.limits;

import static dev.porthole.lab.system.EpollFlags.EPOLLIN;
import static dev.porthole.lab.system.Libc.EPOLL_CTL_ADD;

import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.Errno;
import dev.porthole.lab.system.Libc;
import dev.porthole.lab.system.Ready;
import dev.porthole.lab.system.SystemCalls;
import java.util.List;

/**
 * The number of a closed descriptor is another's soon, so a table by descriptor lies: an event that was told for one
 * client is handed to the next, epoll(7) on the event cache.
 */
public final class ReuseProof extends Proof {

    private static final int MOST_TRIES = 5;

    /** The proof. */
    public ReuseProof() {
        super("limits-reuse");
    }

    @Override
    public void run(LabSession session) {
        session.reserve(DESCRIPTORS * MOST_TRIES);
        // The kernel gives the lowest free number, which another thread of this program may take in between.
        for (int i = 0; i < MOST_TRIES; i++) {
            int reused = reused(session);
            if (reused >= 0) {
                session.finding("lab.limits.finding.reuse", reused);
                return;
            }
        }
    }

    /** The descriptor that was two connections within one round, or -1 if it did not happen. */
    private static int reused(LabSession session) {
        SystemCalls calls = session.calls();
        int epoll = calls.epollCreate();
        int listener = TcpPair.listener(calls);
        session.step("lab.limits.step.reuse.two");
        TcpPair first = TcpPair.accept(session, listener);
        TcpPair second = TcpPair.accept(session, listener);
        int stale = second.server();
        // The third client is there already, so that nothing is opened here between close and accept.
        TcpPair.client(calls, listener);
        calls.control(epoll, EPOLL_CTL_ADD, first.server(), EPOLLIN.bit());
        calls.control(epoll, EPOLL_CTL_ADD, stale, EPOLLIN.bit());
        first.send("close B");
        second.send("hello");
        session.step("lab.limits.step.reuse.wait", first.server(), stale);
        List<Ready> batch = calls.epollWait(epoll, 8, 0).ready();
        session.step("lab.limits.step.reuse.close", stale);
        calls.close(stale);
        int third = calls.accept(listener, Libc.SOCK_NONBLOCK).descriptor();
        session.step("lab.limits.step.reuse.stale", stale);
        int read = calls.receive(third, 1024).result();
        calls.close(listener);
        return batch.size() == 2 && third == stale && Errno.EAGAIN.is(read) ? third : -1;
    }
}
