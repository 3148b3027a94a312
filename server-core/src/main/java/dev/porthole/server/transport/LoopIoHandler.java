package dev.porthole.server.transport;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoOps;
import java.util.function.UnaryOperator;

/**
 * Stands between an event loop and the transport that moves its bytes, and counts the rounds. What is ready when
 * epoll or kqueue comes back is one report. With io_uring the kernel reads by itself, also while the loop is at
 * work on other sockets, and NIO may select again in between; there each event is a report of its own.
 */
final class LoopIoHandler implements IoHandler {

    private final IoHandler delegate;
    private final UnaryOperator<IoHandle> handles;
    private final UnaryOperator<IoRegistration> registrations;

    private LoopIoHandler(
            IoHandler delegate, UnaryOperator<IoHandle> handles, UnaryOperator<IoRegistration> registrations) {
        this.delegate = delegate;
        this.handles = handles;
        this.registrations = registrations;
    }

    static IoHandlerFactory aroundEpoll(IoHandlerFactory factory) {
        return around(factory, UnaryOperator.identity(), EpollRegistration::new);
    }

    static IoHandlerFactory aroundKqueue(IoHandlerFactory factory) {
        return around(factory, UnaryOperator.identity(), UnaryOperator.identity());
    }

    static IoHandlerFactory aroundIoUring(IoHandlerFactory factory) {
        return around(factory, EventReports::ofIoUring, UnaryOperator.identity());
    }

    static IoHandlerFactory aroundNio(IoHandlerFactory factory) {
        return around(factory, EventReports::ofNio, UnaryOperator.identity());
    }

    private static IoHandlerFactory around(
            IoHandlerFactory factory,
            UnaryOperator<IoHandle> handles,
            UnaryOperator<IoRegistration> registrations) {
        return executor -> new LoopIoHandler(factory.newHandler(executor), handles, registrations);
    }

    @Override
    public void initialize() {
        delegate.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        LoopRound.current().begin();
        return delegate.run(context);
    }

    @Override
    public void prepareToDestroy() {
        delegate.prepareToDestroy();
    }

    @Override
    public void destroy() {
        delegate.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return registrations.apply(delegate.register(handles.apply(handle)));
    }

    @Override
    public void wakeup() {
        delegate.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return delegate.isCompatible(handleType);
    }

    /**
     * Keeps a socket in the epoll instance while nothing is asked of it. Netty 4.2.18 takes it out then
     * (EPOLL_CTL_DEL) but forgets that it did, so that the next wish fails with ENOENT: a client that closed
     * its sending side would lose the rest of a large answer. An edge-triggered wish for nothing keeps it in,
     * and tells of an error or a hang-up once.
     */
    private record EpollRegistration(IoRegistration delegate) implements IoRegistration {

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T> T attachment() {
            return delegate.attachment();
        }

        @Override
        public long submit(IoOps ops) {
            return delegate.submit(ops.equals(EpollIoOps.NONE) ? EpollIoOps.EPOLLET : ops);
        }

        @Override
        public boolean isValid() {
            return delegate.isValid();
        }

        @Override
        public boolean cancel() {
            return delegate.cancel();
        }
    }
}
