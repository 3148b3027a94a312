package dev.porthole.lab.system;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The functions of the C library of Linux that the lab uses, section 2 of the manual. Each returns what the function
 * returned, or the negative {@link Errno} where it returned -1; a call that a signal interrupted (EINTR) is made
 * again. Blocking calls block the calling thread, which must be a platform thread: a virtual one would keep its
 * carrier. The class must not be touched on any other system.
 */
public final class Libc {

    /** Of socket(2). */
    public static final int AF_INET = 2;
    /** Of socket(2): TCP. */
    public static final int SOCK_STREAM = 1;
    /** Of accept4(2), the same as O_NONBLOCK. */
    public static final int SOCK_NONBLOCK = 0x800;
    /** Of fcntl(2): what every socket is open for. */
    public static final int O_RDWR = 2;
    /** Of fcntl(2). */
    public static final int O_NONBLOCK = 0x800;
    /** Of fcntl(2). */
    public static final int F_GETFL = 3;
    /** Of fcntl(2). */
    public static final int F_SETFL = 4;
    /** Of setsockopt(2). */
    public static final int SOL_SOCKET = 1;
    /** Of socket(7). */
    public static final int SO_REUSEADDR = 2;
    /** Of socket(7). */
    public static final int SO_SNDBUF = 7;
    /** Of socket(7). */
    public static final int SO_RCVBUF = 8;
    /** Of socket(7): with a linger of 0, close(2) resets. */
    public static final int SO_LINGER = 13;
    /** Of tcp(7). */
    public static final int IPPROTO_TCP = 6;
    /** Of tcp(7). */
    public static final int TCP_NODELAY = 1;
    /** Of tcp(7). */
    public static final int TCP_INFO = 11;
    /** Of shutdown(2): no more to read. */
    public static final int SHUT_RD = 0;
    /** Of shutdown(2): no more to write. */
    public static final int SHUT_WR = 1;
    /** Of shutdown(2): neither. */
    public static final int SHUT_RDWR = 2;
    /** Of send(2): no SIGPIPE, which would end the program. */
    public static final int MSG_NOSIGNAL = 0x4000;
    /** Of recv(2): do not wait. */
    public static final int MSG_DONTWAIT = 0x40;
    /** Of ioctl(2): bytes that can be read. */
    public static final int FIONREAD = 0x541B;
    /** Of tcp(7), ioctl: bytes in the send queue. */
    public static final int TIOCOUTQ = 0x5411;
    /** Of ioctl(2), linux/sockios.h: bytes in the send queue that have never been sent. */
    public static final int SIOCOUTQNSD = 0x894B;
    /** Of epoll_ctl(2). */
    public static final int EPOLL_CTL_ADD = 1;
    /** Of epoll_ctl(2). */
    public static final int EPOLL_CTL_DEL = 2;
    /** Of epoll_ctl(2). */
    public static final int EPOLL_CTL_MOD = 3;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ThreadLocal<MemorySegment> STATES =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));
    private static final Linker LINKER = Linker.nativeLinker();

    private static final MethodHandle SOCKET = handle("socket", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = handle("bind", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle LISTEN = handle("listen", JAVA_INT, JAVA_INT);
    private static final MethodHandle ACCEPT4 = handle("accept4", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle CONNECT = handle("connect", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKNAME = handle("getsockname", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SETSOCKOPT =
            handle("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKOPT =
            handle("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SHUTDOWN = handle("shutdown", JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = handle("close", JAVA_INT);
    private static final MethodHandle DUP = handle("dup", JAVA_INT);
    private static final MethodHandle EVENTFD = handle("eventfd", JAVA_INT, JAVA_INT);
    private static final MethodHandle EPOLL_CREATE1 = handle("epoll_create1", JAVA_INT);
    private static final MethodHandle EPOLL_CTL = handle("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle EPOLL_WAIT = handle("epoll_wait", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle SELECT = handle("select", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle POLL = handle("poll", ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle RECV = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("recv"),
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT),
            Linker.Option.captureCallState("errno"));
    private static final MethodHandle SEND = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("send"),
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT),
            Linker.Option.captureCallState("errno"));
    private static final MethodHandle READ = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("read"),
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG),
            Linker.Option.captureCallState("errno"));
    private static final MethodHandle FCNTL = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("fcntl"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
            Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle IOCTL = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("ioctl"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
            Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle OPEN = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("open"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(2));

    private static final int ADDRESS_BYTES = 16;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private Libc() {}

    /** A function that returns an int. */
    private static MethodHandle handle(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, arguments),
                Linker.Option.captureCallState("errno"));
    }

    /** A call, given the place where the error's number goes. */
    @FunctionalInterface
    private interface Call {
        long make(MemorySegment state) throws Throwable;
    }

    private static long call(Call call) {
        MemorySegment state = STATES.get();
        try {
            while (true) {
                long result = call.make(state);
                if (result != -1) {
                    return result;
                }
                int error = (int) ERRNO.get(state, 0L);
                if (error != Errno.EINTR.number()) {
                    return -error;
                }
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * socket(2) for TCP over IPv4.
     *
     * @return the new descriptor, or a negative error
     */
    public static int socket() {
        return (int) call(state -> (int) SOCKET.invokeExact(state, AF_INET, SOCK_STREAM, 0));
    }

    /**
     * bind(2) to 127.0.0.1, never to any other address.
     *
     * @param port 0 for any that is free
     */
    static int bindLoopback(int descriptor, int port) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = loopback(arena, port);
            return (int) call(state -> (int) BIND.invokeExact(state, descriptor, address, ADDRESS_BYTES));
        }
    }

    /**
     * listen(2).
     *
     * @param descriptor of a socket
     * @param backlog how many connections may wait for accept(2)
     * @return 0, or a negative error
     */
    public static int listen(int descriptor, int backlog) {
        return (int) call(state -> (int) LISTEN.invokeExact(state, descriptor, backlog));
    }

    /**
     * accept4(2).
     *
     * @param descriptor of a socket that listens
     * @param flags 0 or {@link #SOCK_NONBLOCK}
     * @param peerPort where the port of the peer goes, in its first element
     * @return the new descriptor, or a negative error
     */
    public static int accept4(int descriptor, int flags, int[] peerPort) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(ADDRESS_BYTES);
            MemorySegment length = arena.allocateFrom(JAVA_INT, ADDRESS_BYTES);
            int accepted = (int) call(
                    state -> (int) ACCEPT4.invokeExact(state, descriptor, address, length, flags));
            peerPort[0] = port(address);
            return accepted;
        }
    }

    /** connect(2) to a port on 127.0.0.1. */
    static int connectLoopback(int descriptor, int port) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = loopback(arena, port);
            return (int) call(state -> (int) CONNECT.invokeExact(state, descriptor, address, ADDRESS_BYTES));
        }
    }

    /**
     * The local port of a socket, getsockname(2).
     *
     * @param descriptor of a socket
     * @return the port, or a negative error
     */
    public static int localPort(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(ADDRESS_BYTES);
            MemorySegment length = arena.allocateFrom(JAVA_INT, ADDRESS_BYTES);
            int result = (int) call(state -> (int) GETSOCKNAME.invokeExact(state, descriptor, address, length));
            return result < 0 ? result : port(address);
        }
    }

    /**
     * setsockopt(2) with an int.
     *
     * @param descriptor of a socket
     * @param level SOL_SOCKET or IPPROTO_TCP
     * @param option its number, SO_ or TCP_
     * @param value of the option
     * @return 0, or a negative error
     */
    public static int setOption(int descriptor, int level, int option, int value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom(JAVA_INT, value);
            return (int) call(state -> (int) SETSOCKOPT.invokeExact(state, descriptor, level, option, memory, 4));
        }
    }

    /**
     * setsockopt(2) SO_LINGER with no time to linger: close(2) then resets the connection (RST).
     *
     * @param descriptor of a socket
     * @return 0, or a negative error
     */
    public static int resetOnClose(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment linger = arena.allocateFrom(JAVA_INT, 1, 0);
            return (int) call(
                    state -> (int) SETSOCKOPT.invokeExact(state, descriptor, SOL_SOCKET, SO_LINGER, linger, 8));
        }
    }

    /**
     * getsockopt(2); returns how many bytes were written.
     *
     * @param descriptor of a socket
     * @param level SOL_SOCKET or IPPROTO_TCP
     * @param option its number, SO_ or TCP_
     * @param value where the option's value goes
     * @return bytes, or a negative error
     */
    public static int option(int descriptor, int level, int option, MemorySegment value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length = arena.allocateFrom(JAVA_INT, (int) value.byteSize());
            int result = (int) call(
                    state -> (int) GETSOCKOPT.invokeExact(state, descriptor, level, option, value, length));
            return result < 0 ? result : length.get(JAVA_INT, 0);
        }
    }

    /**
     * recv(2).
     *
     * @param descriptor of a socket
     * @param buffer where the bytes go
     * @param length how many bytes at most
     * @param flags MSG_ flags of the call, 0 for none
     * @return how many bytes came, 0 at the end, or a negative error
     */
    public static int receive(int descriptor, MemorySegment buffer, long length, int flags) {
        return (int) call(state -> (long) RECV.invokeExact(state, descriptor, buffer, length, flags));
    }

    /**
     * send(2), never with a signal.
     *
     * @param descriptor of a socket
     * @param bytes what is sent
     * @param length how many bytes at most
     * @param flags MSG_ flags of the call, 0 for none
     * @return how many bytes the kernel took, or a negative error
     */
    public static int send(int descriptor, MemorySegment bytes, long length, int flags) {
        return (int) call(
                state -> (long) SEND.invokeExact(state, descriptor, bytes, length, flags | MSG_NOSIGNAL));
    }

    /**
     * read(2).
     *
     * @param descriptor of anything that can be read
     * @param buffer where the bytes go
     * @param length how many bytes at most
     * @return how many bytes came, 0 at the end, or a negative error
     */
    public static int read(int descriptor, MemorySegment buffer, long length) {
        return (int) call(state -> (long) READ.invokeExact(state, descriptor, buffer, length));
    }

    /**
     * shutdown(2).
     *
     * @param descriptor of a socket
     * @param how {@link #SHUT_RD}, {@link #SHUT_WR} or {@link #SHUT_RDWR}
     * @return 0, or a negative error
     */
    public static int shutdown(int descriptor, int how) {
        return (int) call(state -> (int) SHUTDOWN.invokeExact(state, descriptor, how));
    }

    /**
     * close(2).
     *
     * @param descriptor of anything
     * @return 0, or a negative error
     */
    public static int close(int descriptor) {
        return (int) call(state -> (int) CLOSE.invokeExact(state, descriptor));
    }

    /**
     * dup(2).
     *
     * @param descriptor of anything
     * @return another descriptor of the same open file description, or a negative error
     */
    public static int dup(int descriptor) {
        return (int) call(state -> (int) DUP.invokeExact(state, descriptor));
    }

    /**
     * open(2) to read.
     *
     * @param path of a file
     * @return the new descriptor, or a negative error
     */
    public static int open(String path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path);
            return (int) call(state -> (int) OPEN.invokeExact(state, name, 0));
        }
    }

    /**
     * eventfd(2).
     *
     * @param value what its counter begins with
     * @return the new descriptor, or a negative error
     */
    public static int eventfd(int value) {
        return (int) call(state -> (int) EVENTFD.invokeExact(state, value, 0));
    }

    /**
     * fcntl(2) with an int.
     *
     * @param descriptor of anything
     * @param command F_GETFL, F_SETFL
     * @param argument flags for F_SETFL
     * @return what the command answers, or a negative error
     */
    public static int fcntl(int descriptor, int command, int argument) {
        return (int) call(state -> (int) FCNTL.invokeExact(state, descriptor, command, argument));
    }

    /**
     * ioctl(2) that answers with an int, such as {@link #FIONREAD}; returns that.
     *
     * @param descriptor of a socket
     * @param request what is asked for
     * @return the int that was answered, or a negative error
     */
    public static int ioctl(int descriptor, int request) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(JAVA_INT);
            int result = (int) call(
                    state -> (int) IOCTL.invokeExact(state, descriptor, (long) request, answer));
            return result < 0 ? result : answer.get(JAVA_INT, 0);
        }
    }

    /**
     * epoll_create1(2).
     *
     * @return the descriptor of the new instance, or a negative error
     */
    public static int epollCreate() {
        return (int) call(state -> (int) EPOLL_CREATE1.invokeExact(state, 0));
    }

    /** epoll_ctl(2). */
    static int epollControl(int epoll, int operation, int descriptor, MemorySegment event) {
        return (int) call(state -> (int) EPOLL_CTL.invokeExact(state, epoll, operation, descriptor, event));
    }

    /**
     * epoll_wait(2).
     *
     * @param epoll the descriptor of the instance
     * @param events room for struct epoll_event
     * @param most how many it may tell of at once
     * @param timeout milliseconds; 0 to look only, -1 to wait for ever
     * @return how many are ready, 0 when the time is over, or a negative error
     */
    public static int epollWait(int epoll, MemorySegment events, int most, int timeout) {
        return (int) call(state -> (int) EPOLL_WAIT.invokeExact(state, epoll, events, most, timeout));
    }

    /**
     * poll(2).
     *
     * @param descriptors an array of struct pollfd
     * @param count how many it has
     * @param timeout milliseconds; 0 to look only, -1 to wait for ever
     * @return how many are ready, 0 when the time is over, or a negative error
     */
    public static int poll(MemorySegment descriptors, long count, int timeout) {
        return (int) call(state -> (int) POLL.invokeExact(state, descriptors, count, timeout));
    }

    /**
     * select(2) for reading; the timeout is a struct timeval, or null to wait for ever.
     *
     * @param count the highest descriptor and one more
     * @param reading an fd_set, in which those that are ready stay
     * @param timeout changed by Linux to what is left
     * @return how many are ready, 0 when the time is over, or a negative error
     */
    public static int select(int count, MemorySegment reading, MemorySegment timeout) {
        return (int) call(state -> (int) SELECT.invokeExact(
                state, count, reading, MemorySegment.NULL, MemorySegment.NULL, timeout));
    }

    private static MemorySegment loopback(Arena arena, int port) {
        MemorySegment address = arena.allocate(ADDRESS_BYTES);
        address.set(JAVA_SHORT, 0, (short) AF_INET);
        address.set(JAVA_SHORT, 2, Short.reverseBytes((short) port));
        MemorySegment.copy(LOOPBACK, 0, address, JAVA_BYTE, 4, LOOPBACK.length);
        return address;
    }

    private static int port(MemorySegment address) {
        return Short.toUnsignedInt(Short.reverseBytes(address.get(JAVA_SHORT, 2)));
    }
}
