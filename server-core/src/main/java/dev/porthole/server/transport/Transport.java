package dev.porthole.server.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The mechanism by which an event loop moves bytes between sockets and the program. */
public enum Transport {
    /** Linux, epoll(7). */
    EPOLL("epoll", "Linux"),
    /** Linux, io_uring(7); many systems do not permit it. */
    IO_URING("io_uring", "Linux"),
    /** macOS and the BSDs, kqueue(2). */
    KQUEUE("kqueue", "macOS"),
    /** Everywhere: java.nio selectors. */
    NIO("NIO", "");

    /** How far the program may be ahead of the network, for each connection. */
    private static final long UNSENT_BYTES = 256 << 10;

    private static final String LEAK_DETECTION = "io.netty.leakDetection.level";

    static {
        // With "multishot" the kernel accepts on its own account, also what AcceptGate will not have, and tells
        // no addresses: a client that has left before anybody asks for its address would have none. Netty reads
        // this once, when its class is first used.
        System.setProperty("io.netty.iouring.acceptMultiShotEnabled", "false");
        // For one buffer in 128, Netty would note down where it was made, in an object of another class: each
        // request pays for that, because the compiler can then no longer tell which class of buffer it has.
        if (System.getProperty(LEAK_DETECTION) == null) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
    }

    private final String label;
    private final String system;

    Transport(String label, String system) {
        this.label = label;
        this.system = system;
    }

    /** {@return the best transport that really works on this computer} Never io_uring, which is slower than epoll. */
    public static Transport best() {
        if (Epoll.isAvailable()) {
            return EPOLL;
        }
        return KQueue.isAvailable() ? KQUEUE : NIO;
    }

    /** {@return those that really work on this computer} */
    public static List<Transport> available() {
        return Stream.of(values()).filter(Transport::isAvailable).toList();
    }

    /**
     * {@return the transport with this name, in upper or lower case}
     *
     * @param name as people write it
     */
    public static Optional<Transport> named(String name) {
        return Stream.of(values()).filter(each -> each.label.equalsIgnoreCase(name)).findFirst();
    }

    /** {@return its name as people write it: epoll, io_uring, kqueue, NIO} */
    public String label() {
        return label;
    }

    /** {@return the operating system it belongs to, as people write it; empty for all} */
    public String system() {
        return system;
    }

    /** {@return whether it really works on this computer} */
    public boolean isAvailable() {
        return obstacle().isEmpty();
    }

    /** {@return why it does not work on this computer, in the words of the system or the library; empty if it does} */
    public Optional<String> obstacle() {
        return Optional.ofNullable(switch (this) {
            case EPOLL -> Epoll.unavailabilityCause();
            case IO_URING -> IoUring.unavailabilityCause();
            case KQUEUE -> KQueue.unavailabilityCause();
            case NIO -> null;
        }).map(Transport::firstLine);
    }

    private static String firstLine(Throwable obstacle) {
        Throwable innermost = obstacle;
        for (Throwable at = obstacle; at != null; at = at.getCause()) {
            innermost = at;
        }
        @Nullable String message = innermost.getMessage();
        return message == null ? innermost.toString() : message.lines().findFirst().orElse("");
    }

    /**
     * Makes the part of an event loop that waits for sockets.
     *
     * @return to be given to Netty's group of event loops
     * @throws RuntimeException or {@link LinkageError} when a loop is made on a computer where it does not work
     */
    public IoHandlerFactory ioHandlerFactory() {
        return switch (this) {
            case EPOLL -> LoopIoHandler.aroundEpoll(EpollIoHandler.newFactory());
            case IO_URING -> LoopIoHandler.aroundIoUring(IoUringIoHandler.newFactory());
            case KQUEUE -> LoopIoHandler.aroundKqueue(KQueueIoHandler.newFactory());
            case NIO -> LoopIoHandler.aroundNio(NioIoHandler.newFactory());
        };
    }

    /**
     * Sets what only this transport offers on the channels of connections.
     *
     * @param bootstrap of a server that has not been bound yet
     */
    public void configure(ServerBootstrap bootstrap) {
        // Without it the kernel takes megabytes ahead of a slow reader and then tells nothing until a
        // third of them is gone: for half a minute, on a slow phone, as if the reader had stalled.
        if (this == EPOLL) {
            bootstrap.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT_BYTES);
        } else if (this == IO_URING) {
            bootstrap.childOption(IoUringChannelOption.TCP_NOTSENT_LOWAT, UNSENT_BYTES);
        } else if (this == NIO) {
            // Java has no such option. A buffer of a fixed size comes near it: Linux doubles that, for what it
            // needs besides the bytes themselves.
            bootstrap.childOption(ChannelOption.SO_SNDBUF, (int) UNSENT_BYTES);
        }
    }

    /**
     * Prepares the channel of a connection, on its event loop, before anybody else adds a handler to its pipeline.
     *
     * @param channel of a new connection
     * @param connection the connection's number
     */
    public void prepare(Channel channel, long connection) {
        LoopSockets.current().name(channel, connection);
        if (this == IO_URING) {
            channel.pipeline().addLast(FilePartCopier.INSTANCE);
        }
    }

    /** {@return the class of the listening channel that belongs to this transport} */
    public Class<? extends ServerChannel> serverChannelType() {
        return switch (this) {
            case EPOLL -> EpollServerSocketChannel.class;
            case IO_URING -> IoUringServerSocketChannel.class;
            case KQUEUE -> KQueueServerSocketChannel.class;
            case NIO -> NioServerSocketChannel.class;
        };
    }
}
