package dev.porthole.server.transport;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
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
        return LoopRound.counting(switch (this) {
            case EPOLL -> EpollIoHandler.newFactory();
            case KQUEUE -> KQueueIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        });
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
