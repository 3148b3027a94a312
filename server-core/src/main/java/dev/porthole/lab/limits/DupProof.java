package dev.porthole.lab.limits;

import static dev.porthole.lab.system.EpollFlags.EPOLLIN;
import static dev.porthole.lab.system.Libc.EPOLL_CTL_ADD;
import static dev.porthole.lab.system.Libc.EPOLL_CTL_DEL;

import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.Descriptors.Kind;
import dev.porthole.lab.system.Errno;
import dev.porthole.lab.system.Ready;
import dev.porthole.lab.system.SystemCalls;
import java.util.List;

/** A closed descriptor that goes on reporting, because a duplicate keeps the open file description, epoll(7) Q6. */
public final class DupProof extends Proof {

    /** The proof. */
    public DupProof() {
        super("limits-dup");
    }

    @Override
    public void run(LabSession session) {
        session.reserve(DESCRIPTORS);
        SystemCalls calls = session.calls();
        int epoll = calls.epollCreate();
        TcpPair pair = TcpPair.open(session);
        int socket = pair.server();
        session.step("lab.limits.step.dup.add", socket);
        calls.control(epoll, EPOLL_CTL_ADD, socket, EPOLLIN.bit());
        session.step("lab.limits.step.dup.dup", socket);
        int duplicate = calls.dup(socket, Kind.SOCKET);
        pair.send("hello");
        session.step("lab.limits.step.dup.close", socket);
        calls.close(socket);
        int deleted = calls.control(epoll, EPOLL_CTL_DEL, socket, 0);
        session.step("lab.limits.step.dup.wait", socket);
        List<Ready> ready = calls.epollWait(epoll, 8, 0).ready();
        session.step("lab.limits.step.dup.second", duplicate);
        int deletedOther = calls.control(epoll, EPOLL_CTL_DEL, duplicate, 0);
        session.step("lab.limits.step.dup.last", duplicate);
        calls.close(duplicate);
        List<Ready> silent = calls.epollWait(epoll, 8, 0).ready();
        if (Errno.EBADF.is(deleted) && ready.equals(List.of(new Ready(socket, EPOLLIN.bit())))
                && Errno.ENOENT.is(deletedOther) && silent.isEmpty()) {
            session.finding("lab.limits.finding.dup", socket);
        }
    }
}
