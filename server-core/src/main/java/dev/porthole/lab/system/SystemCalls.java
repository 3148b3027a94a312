package dev.porthole.lab.system;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.system.Descriptors.Kind;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * System calls that are seen: each is made and then told in the notation of strace(1). Results are those of
 * {@link Libc}, a negative {@link Errno} for an error. Safe to use from any platform thread; the calls block as the
 * kernel's do. Once the session is stopped, every call but {@link #close} throws {@link StoppedException}.
 */
public final class SystemCalls {

    private final Consumer<LabEvent.Call> seen;
    private final BooleanSupplier stopped;
    private final Descriptors descriptors;

    /**
     * Calls of one session.
     *
     * @param seen told of every call after its return; sets the time itself
     * @param stopped whether the session is over
     * @param descriptors where all that is opened is noted
     */
    public SystemCalls(Consumer<LabEvent.Call> seen, BooleanSupplier stopped, Descriptors descriptors) {
        this.seen = seen;
        this.stopped = stopped;
        this.descriptors = descriptors;
    }

    /**
     * What accept4(2) brought.
     *
     * @param descriptor the connection, or the error
     * @param port the port of the peer
     */
    public record Accepted(int descriptor, int port) {}

    /**
     * What recv(2) brought.
     *
     * @param result how many bytes, 0 at the end, or the error
     * @param bytes the bytes
     */
    public record Received(int result, byte[] bytes) {}

    /**
     * What epoll_wait(2) brought.
     *
     * @param result how many are ready, or the error
     * @param ready which, in the kernel's order
     */
    public record Waited(int result, List<Ready> ready) {}

    /** Words for the arguments, known only after the call for those it writes to. */
    @FunctionalInterface
    private interface Arguments {
        String words();
    }

    private int call(String name, Arguments arguments, IntSupplier call) {
        checkStopped();
        long before = System.nanoTime();
        int result = call.getAsInt();
        long took = System.nanoTime() - before;
        checkStopped();
        tell(name, arguments, result, took);
        return result;
    }

    private void tell(String name, Arguments arguments, int result, long took) {
        seen.accept(new LabEvent.Call(
                0, Thread.currentThread().getName(), name, arguments.words(), Math.max(result, -1),
                result < 0 ? Errno.name(-result) : "", took));
    }

    private void checkStopped() {
        if (stopped.getAsBoolean()) {
            throw new StoppedException();
        }
    }

    /** One that opens a descriptor: noted before anything can end the session. */
    private int opening(String name, Kind kind, Arguments arguments, IntSupplier call) {
        return call(name, arguments, () -> {
            int descriptor = call.getAsInt();
            if (descriptor >= 0) {
                descriptors.add(descriptor, kind);
            }
            return descriptor;
        });
    }

    /**
     * socket(2) for TCP over IPv4.
     *
     * @return the new descriptor, or a negative error
     */
    public int socket() {
        return opening("socket", Kind.SOCKET, () -> "AF_INET, SOCK_STREAM, IPPROTO_IP", Libc::socket);
    }

    /**
     * setsockopt(2) SO_REUSEADDR.
     *
     * @param descriptor of a socket of the session
     * @return 0, or a negative error
     */
    public int reuseAddress(int descriptor) {
        return call("setsockopt", () -> descriptor + ", SOL_SOCKET, SO_REUSEADDR, [1], 4",
                () -> Libc.setOption(descriptor, Libc.SOL_SOCKET, Libc.SO_REUSEADDR, 1));
    }

    /**
     * setsockopt(2) SO_RCVBUF, in bytes; before connect(2) or listen(2).
     *
     * @param descriptor of a socket of the session
     * @param bytes the kernel takes twice as many, socket(7)
     * @return 0, or a negative error
     */
    public int receiveBuffer(int descriptor, int bytes) {
        return call("setsockopt", () -> descriptor + ", SOL_SOCKET, SO_RCVBUF, [" + bytes + "], 4",
                () -> Libc.setOption(descriptor, Libc.SOL_SOCKET, Libc.SO_RCVBUF, bytes));
    }

    /**
     * setsockopt(2) SO_SNDBUF, in bytes.
     *
     * @param descriptor of a socket of the session
     * @param bytes the kernel takes twice as many, socket(7)
     * @return 0, or a negative error
     */
    public int sendBuffer(int descriptor, int bytes) {
        return call("setsockopt", () -> descriptor + ", SOL_SOCKET, SO_SNDBUF, [" + bytes + "], 4",
                () -> Libc.setOption(descriptor, Libc.SOL_SOCKET, Libc.SO_SNDBUF, bytes));
    }

    /**
     * setsockopt(2) TCP_NODELAY: small segments do not wait for each other.
     *
     * @param descriptor of a socket of the session
     * @return 0, or a negative error
     */
    public int noDelay(int descriptor) {
        return noDelay(descriptor, true);
    }

    /**
     * setsockopt(2) TCP_NODELAY: whether small segments do not wait for each other.
     *
     * @param descriptor of a socket of the session
     * @param on true sends them at once
     * @return 0, or a negative error
     */
    public int noDelay(int descriptor, boolean on) {
        int value = on ? 1 : 0;
        return call("setsockopt", () -> descriptor + ", SOL_TCP, TCP_NODELAY, [" + value + "], 4",
                () -> Libc.setOption(descriptor, Libc.IPPROTO_TCP, Libc.TCP_NODELAY, value));
    }

    /**
     * setsockopt(2) SO_LINGER 0: close(2) will reset.
     *
     * @param descriptor of a socket of the session
     * @return 0, or a negative error
     */
    public int resetOnClose(int descriptor) {
        return call("setsockopt", () -> descriptor + ", SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8",
                () -> Libc.resetOnClose(descriptor));
    }

    /**
     * bind(2) to a port of 127.0.0.1, 0 for any.
     *
     * @param descriptor of a socket of the session
     * @param port 0 to 65535
     * @return 0, or a negative error
     */
    public int bind(int descriptor, int port) {
        return call("bind", () -> descriptor + ", " + Notation.loopback(port) + ", 16",
                () -> Libc.bindLoopback(descriptor, port));
    }

    /**
     * listen(2).
     *
     * @param descriptor of a socket of the session
     * @param backlog how many connections may wait for accept(2)
     * @return 0, or a negative error
     */
    public int listen(int descriptor, int backlog) {
        return call("listen", () -> descriptor + ", " + backlog, () -> Libc.listen(descriptor, backlog));
    }

    /**
     * accept4(2) with flags of 0, or {@link Libc#SOCK_NONBLOCK}.
     *
     * @param descriptor of a socket that listens
     * @param flags whether calls on the new socket may sleep
     * @return the connection, or the error
     */
    public Accepted accept(int descriptor, int flags) {
        int[] port = new int[1];
        String flag = flags == Libc.SOCK_NONBLOCK ? "SOCK_NONBLOCK" : Integer.toString(flags);
        int[] accepted = new int[1];
        int result = opening("accept4", Kind.SOCKET,
                () -> descriptor + ", "
                        + (accepted[0] < 0 ? "{...}, [16]" : Notation.loopback(port[0]) + ", [16]") + ", " + flag,
                () -> accepted[0] = Libc.accept4(descriptor, flags, port));
        return new Accepted(result, port[0]);
    }

    /**
     * connect(2) to a port of 127.0.0.1.
     *
     * @param descriptor of a socket of the session
     * @param port of a program on this computer
     * @return 0, or a negative error
     */
    public int connect(int descriptor, int port) {
        return call("connect", () -> descriptor + ", " + Notation.loopback(port) + ", 16",
                () -> Libc.connectLoopback(descriptor, port));
    }

    /**
     * recv(2), which the kernel calls recvfrom.
     *
     * @param descriptor of a socket of the session
     * @param most bytes at most
     * @return the bytes, or the error
     */
    public Received receive(int descriptor, int most) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(Math.max(1, most));
            byte[][] bytes = {new byte[0]};
            int result = call("recvfrom",
                    () -> descriptor + ", " + Notation.bytes(bytes[0], bytes[0].length) + ", " + most
                            + ", 0, NULL, NULL",
                    () -> {
                        int received = Libc.receive(descriptor, buffer, most, 0);
                        bytes[0] = received <= 0
                                ? bytes[0]
                                : buffer.asSlice(0, received).toArray(JAVA_BYTE);
                        return received;
                    });
            return new Received(result, bytes[0]);
        }
    }

    /**
     * send(2), which the kernel calls sendto; never with a signal.
     *
     * @param descriptor of a socket of the session
     * @param bytes what is sent
     * @return how many bytes the kernel took, or a negative error
     */
    public int send(int descriptor, byte[] bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom(JAVA_BYTE, bytes);
            return call("sendto",
                    () -> descriptor + ", " + Notation.bytes(bytes, bytes.length) + ", " + bytes.length
                            + ", MSG_NOSIGNAL, NULL, 0",
                    () -> Libc.send(descriptor, memory, bytes.length, 0));
        }
    }

    /**
     * shutdown(2).
     *
     * @param descriptor of a socket of the session
     * @param how {@link Libc#SHUT_RD}, {@link Libc#SHUT_WR} or {@link Libc#SHUT_RDWR}
     * @return 0, or a negative error
     */
    public int shutdown(int descriptor, int how) {
        String word = switch (how) {
            case Libc.SHUT_RD -> "SHUT_RD";
            case Libc.SHUT_WR -> "SHUT_WR";
            default -> "SHUT_RDWR";
        };
        return call("shutdown", () -> descriptor + ", " + word, () -> Libc.shutdown(descriptor, how));
    }

    /**
     * close(2), also after the end of the session.
     *
     * @param descriptor of anything that the session opened
     * @return 0, or a negative error
     */
    public int close(int descriptor) {
        long before = System.nanoTime();
        int result = descriptors.close(descriptor);
        tell("close", () -> Integer.toString(descriptor), result, System.nanoTime() - before);
        return result;
    }

    /**
     * fcntl(2): makes a socket non-blocking.
     *
     * @param descriptor of a socket of the session
     * @return 0, or a negative error
     */
    public int nonBlocking(int descriptor) {
        return blocking(descriptor, false);
    }

    /**
     * fcntl(2): makes calls on a socket sleep, or return EAGAIN instead.
     *
     * @param descriptor of a socket of the session
     * @param blocks true for calls that sleep
     * @return 0, or a negative error
     */
    public int blocking(int descriptor, boolean blocks) {
        return call("fcntl", () -> descriptor + ", F_SETFL, O_RDWR" + (blocks ? "" : "|O_NONBLOCK"),
                () -> Libc.fcntl(descriptor, Libc.F_SETFL, Libc.O_RDWR | (blocks ? 0 : Libc.O_NONBLOCK)));
    }

    /**
     * ioctl(2) FIONREAD: bytes that wait to be read.
     *
     * @param descriptor of a socket of the session
     * @return how many, or a negative error
     */
    public int unread(int descriptor) {
        int[] answer = new int[1];
        int result = call("ioctl", () -> descriptor + ", FIONREAD, [" + answer[0] + "]", () -> {
            answer[0] = Libc.ioctl(descriptor, Libc.FIONREAD);
            return Math.min(0, answer[0]);
        });
        return result < 0 ? result : answer[0];
    }

    /**
     * dup(2).
     *
     * @param descriptor of anything that the session opened
     * @param kind what it is of
     * @return the new descriptor, or a negative error
     */
    public int dup(int descriptor, Kind kind) {
        return opening("dup", kind, () -> Integer.toString(descriptor), () -> Libc.dup(descriptor));
    }

    /**
     * open(2) to read.
     *
     * @param path of a file
     * @return the new descriptor, or a negative error
     */
    public int open(String path) {
        return opening("openat", Kind.OTHER, () -> "AT_FDCWD, \"" + path + "\", O_RDONLY", () -> Libc.open(path));
    }

    /**
     * eventfd(2).
     *
     * @param value what its counter begins with
     * @return the new descriptor, or a negative error
     */
    public int eventfd(int value) {
        return opening("eventfd2", Kind.OTHER, () -> value + ", 0", () -> Libc.eventfd(value));
    }

    /**
     * epoll_create1(2).
     *
     * @return the descriptor of the new instance, or a negative error
     */
    public int epollCreate() {
        return opening("epoll_create1", Kind.EPOLL, () -> "0", Libc::epollCreate);
    }

    /**
     * epoll_ctl(2); the event's data is the descriptor. To remove one needs no event.
     *
     * @param epoll the descriptor of the instance
     * @param operation {@link Libc#EPOLL_CTL_ADD}, {@link Libc#EPOLL_CTL_MOD} or {@link Libc#EPOLL_CTL_DEL}
     * @param descriptor what is watched
     * @param mask the flags, see {@link EpollFlags}
     * @return 0, or a negative error
     */
    public int control(int epoll, int operation, int descriptor, int mask) {
        String word = switch (operation) {
            case Libc.EPOLL_CTL_ADD -> "EPOLL_CTL_ADD";
            case Libc.EPOLL_CTL_MOD -> "EPOLL_CTL_MOD";
            default -> "EPOLL_CTL_DEL";
        };
        try (Arena arena = Arena.ofConfined()) {
            EpollEvents event = new EpollEvents(arena, 1);
            event.set(0, mask, descriptor);
            boolean removed = operation == Libc.EPOLL_CTL_DEL;
            return call("epoll_ctl",
                    () -> epoll + ", " + word + ", " + descriptor + ", "
                            + (removed ? "NULL" : Notation.event(mask, descriptor)),
                    () -> Libc.epollControl(
                            epoll, operation, descriptor, removed ? MemorySegment.NULL : event.memory()));
        }
    }

    /**
     * epoll_wait(2).
     *
     * @param epoll the descriptor of the instance
     * @param most how many it may tell of at once
     * @param timeout milliseconds; 0 to look only, -1 to wait for ever
     * @return what is ready, or the error
     */
    public Waited epollWait(int epoll, int most, int timeout) {
        try (Arena arena = Arena.ofConfined()) {
            EpollEvents events = new EpollEvents(arena, most);
            List<Ready> ready = new ArrayList<>();
            int result = call("epoll_wait",
                    () -> epoll + ", " + ready.stream()
                            .map(each -> Notation.event(each.mask(), each.descriptor()))
                            .collect(Collectors.joining(", ", "[", "]")) + ", " + most + ", " + timeout,
                    () -> {
                        int count = Libc.epollWait(epoll, events.memory(), most, timeout);
                        for (int i = 0; i < count; i++) {
                            ready.add(new Ready((int) events.data(i), events.mask(i)));
                        }
                        return count;
                    });
            return new Waited(result, List.copyOf(ready));
        }
    }
}
