package dev.porthole.server.transport;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Hands bytes to a socket without the channel's queue, send(2) on Linux. Most answers from memory are taken by
 * the system whole and at once, and for them the queue is a third of the work; what is not taken goes through
 * the channel, which also finds out what was wrong. For the channel's event loop only, and only while nothing
 * waits in the channel's queue.
 */
public final class SocketSender {

    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_MORE = 0x8000;

    private final EpollSocketChannel channel;

    private SocketSender(EpollSocketChannel channel) {
        this.channel = channel;
    }

    /**
     * {@return the sender for a channel; null where the channel's transport has none}
     *
     * @param channel of a connection, on its event loop
     */
    public static @Nullable SocketSender of(Channel channel) {
        return channel instanceof EpollSocketChannel epoll ? new SocketSender(epoll) : null;
    }

    /**
     * Sends what lies at an address outside the heap.
     *
     * @param address of the first byte
     * @param length in bytes
     * @param more whether more follows at once, so that the system waits for it before it sends an incomplete
     *     packet
     * @return how many bytes the system has taken; 0 also when it took none because of an error
     */
    public int send(long address, int length, boolean more) {
        if (!channel.isActive()) {
            return 0;
        }
        int flags = more ? MSG_NOSIGNAL | MSG_MORE : MSG_NOSIGNAL;
        return (int) Math.max(0, C.send(channel.fd().intValue(), address, length, flags));
    }

    /** The C library's function. A constant, so that the compiler sees through it. */
    private static final class C {

        private static final MethodHandle SEND = Linker.nativeLinker().downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow("send"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));

        private C() {}

        static long send(int descriptor, long address, long length, int flags) {
            try {
                return (long) SEND.invokeExact(descriptor, address, length, flags);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
