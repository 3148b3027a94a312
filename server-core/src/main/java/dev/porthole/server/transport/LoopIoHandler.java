package dev.porthole.server.transport;

import dev.porthole.server.loop.LoopRecorder;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Stands between an event loop and the transport that moves its bytes, counts the rounds, and tells of them while
 * somebody looks on. What is ready when
 * epoll or kqueue comes back is one report. With io_uring the kernel reads by itself, also while the loop is at
 * work on other sockets, and NIO may select again in between; there each event is a report of its own.
 */
final class LoopIoHandler implements IoHandler {

    private final IoHandler delegate;
    private final BiFunction<LoopSockets, IoHandle, WatchedSocket> sockets;
    private final UnaryOperator<IoRegistration> registrations;

    private LoopIoHandler(
            IoHandler delegate,
            BiFunction<LoopSockets, IoHandle, WatchedSocket> sockets,
            UnaryOperator<IoRegistration> registrations) {
        this.delegate = delegate;
        this.sockets = sockets;
        this.registrations = registrations;
    }

    static IoHandlerFactory aroundEpoll(IoHandlerFactory factory) {
        return around(factory, WatchedSocket::ofEpoll, EpollRegistration::new);
    }

    static IoHandlerFactory aroundKqueue(IoHandlerFactory factory) {
        return around(factory, WatchedSocket::ofKqueue, UnaryOperator.identity());
    }

    static IoHandlerFactory aroundIoUring(IoHandlerFactory factory) {
        return around(factory, WatchedSocket::ofIoUring, UnaryOperator.identity());
    }

    static IoHandlerFactory aroundNio(IoHandlerFactory factory) {
        return around(factory, WatchedSocket::ofNio, UnaryOperator.identity());
    }

    private static IoHandlerFactory around(
            IoHandlerFactory factory,
            BiFunction<LoopSockets, IoHandle, WatchedSocket> sockets,
            UnaryOperator<IoRegistration> registrations) {
        return executor -> new LoopIoHandler(factory.newHandler(executor), sockets, registrations);
    }

    @Override
    public void initialize() {
        delegate.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        LoopSockets ofLoop = LoopSockets.current();
        ofLoop.round().begin();
        LoopRecorder recorder = ofLoop.recorder();
        if (!recorder.isOn()) {
            return delegate.run(context);
        }
        ofLoop.settle();
        recorder.waitBegan(ofLoop.round().number(), context.canBlock());
        int handled = delegate.run(context);
        recorder.roundEnded(handled);
        return handled;
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
        LoopSockets ofLoop = LoopSockets.current();
        WatchedSocket socket = sockets.apply(ofLoop, handle);
        IoRegistration registration = registrations.apply(delegate.register(socket));
        ofLoop.add(socket);
        return socket.around(registration);
    }

    @Override
    public void wakeup() {
        delegate.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return delegate.isCompatible(handleType);
    }
}
