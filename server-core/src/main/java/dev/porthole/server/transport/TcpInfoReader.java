package dev.porthole.server.transport;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.UnixChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Asks the system what its TCP knows of a socket, getsockopt(2) with TCP_INFO. Netty's own reading of it ends before
 * the rates and the bytes.
 */
public final class TcpInfoReader {

    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;
    private static final int TCP_CONGESTION = 13;

    /** TCP_CA_NAME_MAX of Linux. */
    private static final int LONGEST_NAME = 16;

    // Places in struct tcp_info of linux/tcp.h.
    private static final long SEGMENT_BYTES = 16;
    private static final long UNACKNOWLEDGED = 24;
    private static final long ROUND_TRIP = 68;
    private static final long ROUND_TRIP_VARIANCE = 72;
    private static final long CONGESTION_WINDOW = 80;
    private static final long RETRANSMITS = 100;
    private static final long ACKNOWLEDGED_BYTES = 120;
    private static final long NOT_SENT_BYTES = 144;
    private static final long LEAST_ROUND_TRIP = 148;
    private static final long DELIVERY_RATE = 160;
    private static final long BUSY = 168;
    private static final long RECEIVER_LIMITED = 176;

    /** As much as is read here; Linux tells it since 4.10. */
    private static final int LENGTH = 184;

    private TcpInfoReader() {}

    /**
     * What is known now; for the channel's event loop only.
     *
     * @param channel of a connection
     * @return empty for a closed channel, and where the transport or the system does not tell
     */
    public static Optional<TcpInfo> read(Channel channel) {
        boolean linux = channel instanceof EpollSocketChannel || channel instanceof IoUringSocketChannel;
        if (!linux || !channel.isOpen()) {
            return Optional.empty();
        }
        int descriptor = ((UnixChannel) channel).fd().intValue();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length = arena.allocate(JAVA_INT);
            MemorySegment info = arena.allocate(LENGTH, JAVA_LONG.byteAlignment());
            if (C.getsockopt(descriptor, TCP_INFO, info, length) < LENGTH) {
                return Optional.empty();
            }
            MemorySegment name = arena.allocate(LONGEST_NAME + 1);
            String algorithm = C.getsockopt(descriptor, TCP_CONGESTION, name.asSlice(0, LONGEST_NAME), length) < 0
                    ? ""
                    : name.getString(0);
            return Optional.of(new TcpInfo(
                    descriptor,
                    word(info, ROUND_TRIP),
                    word(info, ROUND_TRIP_VARIANCE),
                    word(info, LEAST_ROUND_TRIP),
                    word(info, RETRANSMITS),
                    word(info, CONGESTION_WINDOW),
                    word(info, SEGMENT_BYTES),
                    word(info, UNACKNOWLEDGED),
                    word(info, NOT_SENT_BYTES),
                    info.get(JAVA_LONG, ACKNOWLEDGED_BYTES),
                    info.get(JAVA_LONG, DELIVERY_RATE),
                    info.get(JAVA_LONG, BUSY),
                    info.get(JAVA_LONG, RECEIVER_LIMITED),
                    algorithm));
        }
    }

    /** A __u32 of the structure. */
    private static long word(MemorySegment info, long at) {
        return Integer.toUnsignedLong(info.get(JAVA_INT, at));
    }

    /** The C library's function. */
    private static final class C {

        private static final MethodHandle GETSOCKOPT = Linker.nativeLinker().downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow("getsockopt"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

        private C() {}

        /** Returns how many bytes were written, or -1. */
        static int getsockopt(int descriptor, int option, MemorySegment value, MemorySegment length) {
            length.set(JAVA_INT, 0, (int) value.byteSize());
            try {
                int result = (int) GETSOCKOPT.invokeExact(descriptor, IPPROTO_TCP, option, value, length);
                return result == 0 ? length.get(JAVA_INT, 0) : -1;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
