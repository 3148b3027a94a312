package dev.porthole.server.transport;

import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoOps;

/**
 * Keeps a socket in the epoll instance while nothing is asked of it. Netty 4.2.18 takes it out then
 * (EPOLL_CTL_DEL) but forgets that it did, so that the next wish fails with ENOENT: a client that closed
 * its sending side would lose the rest of a large answer. An edge-triggered wish for nothing keeps it in,
 * and tells of an error or a hang-up once.
 */
record EpollRegistration(IoRegistration delegate) implements IoRegistration {

    /** What is asked of the system instead. */
    static EpollIoOps asked(IoOps ops) {
        return ops.equals(EpollIoOps.NONE) ? EpollIoOps.EPOLLET : (EpollIoOps) ops;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T> T attachment() {
        return delegate.attachment();
    }

    @Override
    public long submit(IoOps ops) {
        return delegate.submit(asked(ops));
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
