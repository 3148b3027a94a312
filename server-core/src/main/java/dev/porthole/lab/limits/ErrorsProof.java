package dev.porthole.lab.limits;

import static dev.porthole.lab.system.EpollFlags.EPOLLEXCLUSIVE;
import static dev.porthole.lab.system.EpollFlags.EPOLLIN;
import static dev.porthole.lab.system.Libc.EPOLL_CTL_ADD;
import static dev.porthole.lab.system.Libc.EPOLL_CTL_DEL;
import static dev.porthole.lab.system.Libc.EPOLL_CTL_MOD;

import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.EpollFlags;
import dev.porthole.lab.system.Errno;
import dev.porthole.lab.system.SystemCalls;
import java.util.ArrayList;
import java.util.List;

/** The errors of epoll_ctl(2), each by the mistake that leads to it. */
public final class ErrorsProof extends Proof {

    private static final int NO_DESCRIPTOR = -1;

    /** The proof. */
    public ErrorsProof() {
        super("limits-errors");
    }

    @Override
    public void run(LabSession session) {
        session.reserve(DESCRIPTORS);
        SystemCalls calls = session.calls();
        int epoll = calls.epollCreate();
        int socket = TcpPair.open(session).server();
        List<Integer> results = new ArrayList<>();
        session.step("lab.limits.step.errors.exist");
        calls.control(epoll, EPOLL_CTL_ADD, socket, EPOLLIN.bit());
        results.add(calls.control(epoll, EPOLL_CTL_ADD, socket, EPOLLIN.bit()));
        session.step("lab.limits.step.errors.noent");
        int stranger = calls.eventfd(0);
        results.add(calls.control(epoll, EPOLL_CTL_MOD, stranger, EPOLLIN.bit()));
        results.add(calls.control(epoll, EPOLL_CTL_DEL, stranger, 0));
        session.step("lab.limits.step.errors.badf");
        results.add(calls.control(epoll, EPOLL_CTL_ADD, NO_DESCRIPTOR, EPOLLIN.bit()));
        session.step("lab.limits.step.errors.inval");
        results.add(calls.control(epoll, EPOLL_CTL_ADD, epoll, EPOLLIN.bit()));
        results.add(calls.control(epoll, EPOLL_CTL_MOD, socket, EpollFlags.mask(EPOLLIN, EPOLLEXCLUSIVE)));
        List<String> names = results.stream().map(each -> Errno.name(-each)).toList();
        if (names.equals(List.of("EEXIST", "ENOENT", "ENOENT", "EBADF", "EINVAL", "EINVAL"))) {
            session.finding("lab.limits.finding.errors");
        }
    }
}
