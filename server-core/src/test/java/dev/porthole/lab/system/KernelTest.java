package dev.porthole.lab.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.LabSupport;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.KernelView.TcpState;
import dev.porthole.server.loop.KernelInterestList;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That structures and numbers are those of this computer's kernel. */
class KernelTest {

    private final LabSession session = new LabSession(event -> { });
    private final SystemCalls calls = session.calls();

    @BeforeEach
    void onlyOnLinux() {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
    }

    @AfterEach
    void end() {
        session.close();
    }

    @Test
    void severalEventsAtOnceAreReadFromTheirPlaces() {
        int epoll = calls.epollCreate();
        List<Integer> ready = List.of(calls.eventfd(1), calls.eventfd(1), calls.eventfd(1));
        ready.forEach(each -> calls.control(epoll, Libc.EPOLL_CTL_ADD, each, EpollFlags.EPOLLIN.bit()));
        assertThat(calls.epollWait(epoll, 8, 0).ready()).containsExactlyInAnyOrderElementsOf(
                ready.stream().map(each -> new Ready(each, EpollFlags.EPOLLIN.bit())).toList());
    }

    @Test
    void theKernelsInterestListHasWhatWasRegistered() throws IOException {
        int epoll = calls.epollCreate();
        int watched = calls.eventfd(0);
        int mask = EpollFlags.mask(EpollFlags.EPOLLIN, EpollFlags.EPOLLOUT, EpollFlags.EPOLLET);
        calls.control(epoll, Libc.EPOLL_CTL_ADD, watched, mask);
        int always = EpollFlags.mask(EpollFlags.EPOLLERR, EpollFlags.EPOLLHUP);
        assertThat(KernelInterestList.read(epoll).orElseThrow().entries()).containsExactly(
                new KernelInterestList.Entry(watched, mask | always, KernelInterestList.Kind.EVENTFD));
    }

    @Test
    void tellsTheStateOfAConnectionAndWhatWaits() {
        int listener = calls.socket();
        calls.bind(listener, 0);
        calls.listen(listener, 7);
        int client = calls.socket();
        calls.connect(client, Libc.localPort(listener));
        assertThat(KernelView.state(listener)).isEqualTo(TcpState.LISTEN);
        assertThat(KernelView.acceptQueue(listener)).isEqualTo(new KernelView.AcceptQueue(1, 7));
        int accepted = calls.accept(listener, 0).descriptor();
        assertThat(KernelView.acceptQueue(listener).waiting()).isZero();
        calls.send(client, new byte[60]);
        assertThat(KernelView.unread(accepted)).isEqualTo(60);
        calls.close(client);
        assertThat(KernelView.state(accepted)).isEqualTo(TcpState.CLOSE_WAIT);
        assertThat(KernelView.state(calls.eventfd(0))).isEqualTo(TcpState.NONE);
    }

    @Test
    void namesMasksAsTheManualDoes() {
        assertThat(EpollFlags.names(0)).isEqualTo("0");
        assertThat(EpollFlags.names(0x80000001)).isEqualTo("EPOLLIN|EPOLLET");
        assertThat(EpollFlags.names(0x19)).isEqualTo("EPOLLIN|EPOLLERR|EPOLLHUP");
        assertThat(EpollFlags.names(0x40)).isEqualTo("0x40");
    }
}
