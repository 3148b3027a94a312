package dev.porthole.lab.system;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the kernel itself says of a descriptor, without changing anything. Blocks for a moment at most. */
public final class KernelView {

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final Pattern SLEEPS = Pattern.compile("\\) S ");
    /** Numbers of epoll_wait and epoll_pwait: of x86-64, and of the processors that came later. */
    private static final Pattern WAITS = Pattern.compile("^(232|281|22) ");
    /** The kernel keeps so many bytes of a thread's name. */
    private static final int LONGEST_NAME = 15;
    private static final int TCP_INFO_LENGTH = 104;
    private static final long STATE = 0;
    private static final long UNACKNOWLEDGED = 24;
    private static final long SELECTIVE = 28;

    private KernelView() {}

    /** The states of TCP in the numbers of Linux, net/tcp_states.h. */
    public enum TcpState {
        /** No socket, or not one of TCP. */
        NONE,
        /** Open. */
        ESTABLISHED,
        /** Asked, not answered yet. */
        SYN_SENT,
        /** Answered, not confirmed yet. */
        SYN_RECV,
        /** Closed here, not confirmed yet. */
        FIN_WAIT1,
        /** Closed here, the peer may go on. */
        FIN_WAIT2,
        /** Closed, and waiting for stragglers. */
        TIME_WAIT,
        /** Ended. */
        CLOSE,
        /** The peer has closed and this side has not. */
        CLOSE_WAIT,
        /** The peer has closed and this side has too, not confirmed yet. */
        LAST_ACK,
        /** A listening socket. */
        LISTEN,
        /** Both closed at once. */
        CLOSING
    }

    /**
     * The waiting room of a listening socket.
     *
     * @param waiting connections that are established and not accepted
     * @param backlog how many it admits, less one
     */
    public record AcceptQueue(int waiting, int backlog) {}

    /**
     * {@return bytes that wait to be read, or a negative error}
     *
     * @param descriptor of a socket
     */
    public static int unread(int descriptor) {
        return Libc.ioctl(descriptor, Libc.FIONREAD);
    }

    /**
     * {@return bytes that the peer has not confirmed yet, or a negative error}
     *
     * @param descriptor of a socket
     */
    public static int unsent(int descriptor) {
        return Libc.ioctl(descriptor, Libc.TIOCOUTQ);
    }

    /**
     * {@return bytes that have not been sent yet, because the peer has no room for them, or a negative error}
     *
     * @param descriptor of a socket
     */
    public static int untransmitted(int descriptor) {
        return Libc.ioctl(descriptor, Libc.SIOCOUTQNSD);
    }

    /**
     * The state of a TCP socket.
     *
     * @param descriptor of a socket
     * @return as the kernel calls it
     */
    public static TcpState state(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(TCP_INFO_LENGTH);
            int read = Libc.option(descriptor, Libc.IPPROTO_TCP, Libc.TCP_INFO, info);
            return read <= 0 ? TcpState.NONE : TcpState.values()[info.get(JAVA_BYTE, STATE)];
        }
    }

    /**
     * {@return whether a thread of this program sleeps in epoll_wait(2), proc(5)}
     *
     * @param thread its name
     */
    public static boolean waitsInEpoll(String thread) {
        String name = thread.substring(0, Math.min(LONGEST_NAME, thread.length()));
        try (Stream<Path> tasks = Files.list(TASKS)) {
            for (Path task : tasks.toList()) {
                if (Files.readString(task.resolve("comm")).strip().equals(name)) {
                    return SLEEPS.matcher(Files.readString(task.resolve("stat"))).find()
                            && WAITS.matcher(Files.readString(task.resolve("syscall"))).find();
                }
            }
            return false;
        } catch (IOException ended) {
            // A thread that has ended has no files any more; the next look will find the rest of them.
            return false;
        }
    }

    /**
     * {@return the waiting room of a listening socket; the kernel tells it in tcp_info's fields for other things}
     *
     * @param listener the descriptor of a socket that listens
     */
    public static AcceptQueue acceptQueue(int listener) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(TCP_INFO_LENGTH);
            Libc.option(listener, Libc.IPPROTO_TCP, Libc.TCP_INFO, info);
            return new AcceptQueue(info.get(JAVA_INT, UNACKNOWLEDGED), info.get(JAVA_INT, SELECTIVE));
        }
    }
}
