package dev.porthole.lab.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.LabSupport;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.system.EpollFlags;
import dev.porthole.lab.system.Errno;
import dev.porthole.lab.system.Libc;
import dev.porthole.lab.system.StoppedException;
import dev.porthole.lab.system.SystemCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabSessionTest {

    private final List<LabEvent> events = new CopyOnWriteArrayList<>();
    private final LabSession session = new LabSession(events::add);
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
    void stopEndsAWaitForAnythingToHappen() throws Exception {
        int epoll = calls.epollCreate();
        assertEndsWhenBlocked(each -> each.epollWait(epoll, 8, -1));
    }

    @Test
    void stopMayComeWhileThreadsAreStarted() throws Exception {
        for (int i = 0; i < 300; i++) {
            LabSession each = new LabSession(events::add);
            CountDownLatch begun = new CountDownLatch(1);
            Thread starter = Thread.ofPlatform().start(() -> {
                try {
                    while (true) {
                        each.start("short", begun::countDown);
                    }
                } catch (StoppedException over) {
                    begun.countDown();
                }
            });
            begun.await();
            each.close();
            starter.join();
        }
    }

    @Test
    void stopEndsAWaitForAClient() throws Exception {
        int listener = listener(1);
        assertEndsWhenBlocked(each -> each.accept(listener, 0));
    }

    @Test
    void stopEndsAReadOfASilentPeer() throws Exception {
        int listener = listener(1);
        int client = client(listener);
        int accepted = calls.accept(listener, 0).descriptor();
        assertThat(client).isPositive();
        assertEndsWhenBlocked(each -> each.receive(accepted, 16));
    }

    @Test
    void stopEndsAWriteToAPeerThatDoesNotRead() throws Exception {
        int listener = listener(1);
        int client = client(listener);
        byte[] more = new byte[64 << 20];
        assertEndsWhenBlocked(each -> each.send(client, more));
    }

    @Test
    void stopEndsAConnectThatNobodyAnswers() throws Exception {
        int listener = listener(0);
        int port = Libc.localPort(listener);
        assertThat(client(listener)).isPositive();
        int waiting = calls.socket();
        assertEndsWhenBlocked(each -> each.connect(waiting, port));
    }

    /** What blocks. */
    private interface Blocking {
        void run(SystemCalls calls);
    }

    private void assertEndsWhenBlocked(Blocking blocking) throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch returned = new CountDownLatch(1);
        Thread thread = session.start("blocked", () -> {
            entered.countDown();
            blocking.run(calls);
            returned.countDown();
        });
        entered.await();
        while (!sleepsInTheKernel(thread.getName())) {
            assertThat(thread.isAlive()).isTrue();
        }
        session.close();
        assertThat(thread.join(LabSession.LONGEST_STOP)).isTrue();
        assertThat(returned.getCount()).as("comes back with the news that all is over").isEqualTo(1);
        assertThat(session.openDescriptors()).isZero();
        assertThat(session.failure()).isNull();
    }

    /** Java calls a thread that is blocked in a system call running; the kernel knows better, proc(5). */
    private static boolean sleepsInTheKernel(String name) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.anyMatch(task -> sleeps(task, name));
        }
    }

    private static boolean sleeps(Path task, String name) {
        try {
            return Files.readString(task.resolve("comm")).strip().equals(name)
                    && Files.readString(task.resolve("stat")).contains(") S ");
        } catch (IOException ended) {
            // A thread of anyone's that has ended since the list was made has no files any more.
            return false;
        }
    }

    @Test
    void nothingIsOpenedOnceItIsOver() {
        session.close();
        assertThatThrownBy(calls::socket).isInstanceOf(StoppedException.class);
        assertThat(session.openDescriptors()).isZero();
    }

    @Test
    void tellsCallsAsStracePrintsThem() {
        int listener = listener(10);
        int port = Libc.localPort(listener);
        int epoll = calls.epollCreate();
        calls.control(epoll, Libc.EPOLL_CTL_ADD, listener, EpollFlags.mask(EpollFlags.EPOLLIN, EpollFlags.EPOLLET));
        calls.control(epoll, Libc.EPOLL_CTL_ADD, listener, EpollFlags.EPOLLIN.bit());
        int client = client(listener);
        calls.epollWait(epoll, 4, -1);
        SystemCalls.Accepted accepted = calls.accept(listener, Libc.SOCK_NONBLOCK);
        calls.receive(accepted.descriptor(), 1024);
        calls.send(client, "你 \"7\"\n".getBytes(StandardCharsets.UTF_8));
        String address = "{sa_family=AF_INET, sin_port=htons(" + port + "), sin_addr=inet_addr(\"127.0.0.1\")}";
        String added = ", data={u32=" + listener + ", u64=" + listener + "}}";
        assertThat(events.stream().map(Object::toString)).containsSubsequence(
                "socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = " + listener,
                "listen(" + listener + ", 10) = 0",
                "epoll_create1(0) = " + epoll,
                "epoll_ctl(" + epoll + ", EPOLL_CTL_ADD, " + listener + ", {events=EPOLLIN|EPOLLET" + added + ") = 0",
                "epoll_ctl(" + epoll + ", EPOLL_CTL_ADD, " + listener + ", {events=EPOLLIN" + added + ") = -1 EEXIST",
                "connect(" + client + ", " + address + ", 16) = 0",
                "epoll_wait(" + epoll + ", [{events=EPOLLIN" + added + "], 4, -1) = 1",
                "accept4(" + listener + ", " + address.replace("" + port, "" + accepted.port())
                        + ", [16], SOCK_NONBLOCK) = " + accepted.descriptor(),
                "recvfrom(" + accepted.descriptor() + ", \"\", 1024, 0, NULL, NULL) = -1 EAGAIN",
                "sendto(" + client + ", \"\\344\\275\\240 \\\"7\\\"\\n\", 8, MSG_NOSIGNAL, NULL, 0) = 8");
    }

    @Test
    void aDescriptorThatIsClosedIsNotClosedAgain() {
        int socket = calls.socket();
        assertThat(calls.close(socket)).isZero();
        assertThat(Errno.EBADF.is(calls.close(socket))).isTrue();
    }

    private int listener(int backlog) {
        int listener = calls.socket();
        calls.bind(listener, 0);
        calls.listen(listener, backlog);
        return listener;
    }

    private int client(int listener) {
        int client = calls.socket();
        calls.connect(client, Libc.localPort(listener));
        return client;
    }
}
