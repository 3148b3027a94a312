package dev.porthole.server.transport;

import io.netty.bootstrap.ServerBootstrap;
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

/** The mechanism that tells an event loop which sockets are ready. */
public enum Transport {
    /** Linux, epoll(7). */
    EPOLL("epoll"),
    /** macOS and the BSDs, kqueue(2). */
    KQUEUE("kqueue"),
    /** Everywhere else: java.nio selectors. */
    NIO("NIO");

    /** How far the program may be ahead of the network, for each connection. */
    private static final long UNSENT_BYTES = 256 << 10;

    private final String label;

    Transport(String label) {
        this.label = label;
    }

    /** The best transport that really works on this computer. */
    public static Transport best() {
        if (Epoll.isAvailable()) {
            return EPOLL;
        }
        return KQueue.isAvailable() ? KQUEUE : NIO;
    }

    /** Its name as people write it: epoll, kqueue, NIO. */
    public String label() {
        return label;
    }

    /** Makes the part of an event loop that waits for sockets. */
    public IoHandlerFactory ioHandlerFactory() {
        return switch (this) {
            case EPOLL -> LoopIoHandler.aroundEpoll(EpollIoHandler.newFactory());
            case KQUEUE -> LoopIoHandler.around(KQueueIoHandler.newFactory());
            case NIO -> LoopIoHandler.around(NioIoHandler.newFactory());
        };
    }

    /** Sets what only this transport offers on the channels of connections. */
    public void configure(ServerBootstrap bootstrap) {
        if (this == EPOLL) {
            // Without it the kernel takes megabytes ahead of a slow reader and then tells nothing until a
            // third of them is gone: for half a minute, on a slow phone, as if the reader had stalled.
            bootstrap.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT_BYTES);
        }
    }

    /** The class of the listening channel that belongs to this transport. */
    public Class<? extends ServerChannel> serverChannelType() {
        return switch (this) {
            case EPOLL -> EpollServerSocketChannel.class;
            case KQUEUE -> KQueueServerSocketChannel.class;
            case NIO -> NioServerSocketChannel.class;
        };
    }
}
