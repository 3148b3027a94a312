package dev.porthole.lab.limits;

import static dev.porthole.lab.system.EpollFlags.EPOLLIN;
import static dev.porthole.lab.system.Libc.EPOLL_CTL_ADD;

import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.Errno;
import dev.porthole.lab.system.SystemCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Regular files cannot be watched, epoll_ctl(2) EPERM: that is why servers use sendfile(2) or threads for them. */
public final class FilesProof extends Proof {

    private static final String PAGE = "<!DOCTYPE html><title>Hello</title>\n";

    /** The proof. */
    public FilesProof() {
        super("limits-files");
    }

    @Override
    public void run(LabSession session) {
        session.reserve(DESCRIPTORS);
        SystemCalls calls = session.calls();
        int epoll = calls.epollCreate();
        session.step("lab.limits.step.files.socket");
        int socket = TcpPair.open(session).server();
        int ofSocket = calls.control(epoll, EPOLL_CTL_ADD, socket, EPOLLIN.bit());
        session.step("lab.limits.step.files.eventfd");
        int ofEventfd = calls.control(epoll, EPOLL_CTL_ADD, calls.eventfd(0), EPOLLIN.bit());
        session.step("lab.limits.step.files.file");
        int ofFile = calls.control(epoll, EPOLL_CTL_ADD, openPage(session), EPOLLIN.bit());
        session.step("lab.limits.step.files.folder");
        int ofFolder = calls.control(epoll, EPOLL_CTL_ADD, calls.open("/"), EPOLLIN.bit());
        if (ofSocket == 0 && ofEventfd == 0 && Errno.EPERM.is(ofFile) && Errno.EPERM.is(ofFolder)) {
            session.finding("lab.limits.finding.files");
        }
    }

    /** The file has no name any more when this returns, so that nothing is left behind in any case. */
    private static int openPage(LabSession session) {
        try {
            Path page = Files.createTempFile("index", ".html");
            try {
                Files.writeString(page, PAGE);
                return session.calls().open(page.toString());
            } finally {
                Files.delete(page);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
