package dev.porthole.lab.limits;

import static dev.porthole.lab.system.EpollFlags.EPOLLIN;
import static dev.porthole.lab.system.Libc.EPOLL_CTL_ADD;

import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.Errno;
import dev.porthole.lab.system.Ready;
import dev.porthole.lab.system.SystemCalls;
import java.util.List;

/** An epoll instance is a descriptor that can be watched itself, as long as no circle is made: ELOOP. */
public final class NestedProof extends Proof {

    /** The proof. */
    public NestedProof() {
        super("limits-nested");
    }

    @Override
    public void run(LabSession session) {
        session.reserve(DESCRIPTORS);
        SystemCalls calls = session.calls();
        TcpPair pair = TcpPair.open(session);
        int inner = calls.epollCreate();
        int outer = calls.epollCreate();
        session.step("lab.limits.step.nested.add", inner, outer);
        calls.control(inner, EPOLL_CTL_ADD, pair.server(), EPOLLIN.bit());
        calls.control(outer, EPOLL_CTL_ADD, inner, EPOLLIN.bit());
        session.step("lab.limits.step.nested.wait", outer);
        pair.send("hello");
        List<Ready> ofOuter = calls.epollWait(outer, 8, 0).ready();
        List<Ready> ofInner = calls.epollWait(inner, 8, 0).ready();
        session.step("lab.limits.step.nested.loop", inner, outer);
        int circle = calls.control(inner, EPOLL_CTL_ADD, outer, EPOLLIN.bit());
        if (ofOuter.equals(List.of(new Ready(inner, EPOLLIN.bit())))
                && ofInner.equals(List.of(new Ready(pair.server(), EPOLLIN.bit()))) && Errno.ELOOP.is(circle)) {
            session.finding("lab.limits.finding.nested");
        }
    }
}
