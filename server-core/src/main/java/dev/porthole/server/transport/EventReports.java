package dev.porthole.server.transport;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import java.nio.channels.SelectableChannel;

/** Stands between a transport and one of its sockets, and takes every event for a report of its own. */
@SuppressWarnings("try") // That closing may throw anything is how Netty wants it.
abstract class EventReports implements IoHandle {

    private final IoHandle delegate;

    private EventReports(IoHandle delegate) {
        this.delegate = delegate;
    }

    static IoHandle ofIoUring(IoHandle handle) {
        return new IoUring(handle);
    }

    static IoHandle ofNio(IoHandle handle) {
        return new Nio((NioIoHandle) handle);
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
        LoopRound.current().beginReport();
        delegate.handle(registration, event);
    }

    @Override
    public void registered() {
        delegate.registered();
    }

    @Override
    public void unregistered() {
        delegate.unregistered();
    }

    @Override
    public void close() throws Exception {
        delegate.close();
    }

    /**
     * Besides, mends what Netty 4.2.18 makes of a client that closes its sending side or resets.
     *
     * <p>A poll for POLLOUT is then completed at once, with POLLRDHUP, for which io_uring always looks. Netty
     * takes that for an answer to its other poll and goes on waiting for POLLOUT: the client would lose the rest
     * of a large answer. Told POLLOUT, it sends, and the kernel waits for room where there is none.
     *
     * <p>What it is told while a read is under way it forgets: the connection would stay until it times out. So
     * it is told again after each read that brought bytes, until one brings the end.
     */
    private static final class IoUring extends EventReports implements IoUringIoHandle {

        /** IORING_OP_POLL_ADD and IORING_OP_RECV of io_uring_enter(2). */
        private static final byte POLL_ADD = 6;
        private static final byte RECV = 27;

        /** POLLIN, POLLOUT and POLLRDHUP of poll(2) on Linux. */
        private static final int POLLIN = 0x1;
        private static final int POLLOUT = 0x4;
        private static final int POLLRDHUP = 0x2000;

        /** The number of a channel's first operation, which is the poll for POLLRDHUP. */
        private static final long FIRST_OPERATION = Short.MIN_VALUE;

        private boolean hangUpTold;

        IoUring(IoHandle delegate) {
            super(delegate);
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            IoUringIoEvent completion = (IoUringIoEvent) event;
            boolean readBytes = completion.opcode() == RECV && completion.res() > 0;
            super.handle(registration, isHangUp(completion) ? hangUpOrRoom(completion) : completion);
            if (hangUpTold && readBytes && registration.isValid()) {
                super.handle(registration, new IoUringIoEvent(POLLRDHUP, 0, POLL_ADD, FIRST_OPERATION));
            }
        }

        private static boolean isHangUp(IoUringIoEvent event) {
            return event.opcode() == POLL_ADD
                    && event.res() > 0
                    && (event.res() & (POLLIN | POLLRDHUP)) == POLLRDHUP;
        }

        private IoUringIoEvent hangUpOrRoom(IoUringIoEvent event) {
            if (event.userData() == FIRST_OPERATION && !hangUpTold) {
                hangUpTold = true;
                return event;
            }
            return new IoUringIoEvent(POLLOUT, event.flags(), event.opcode(), event.userData());
        }
    }

    private static final class Nio extends EventReports implements NioIoHandle {

        private final NioIoHandle delegate;

        Nio(NioIoHandle delegate) {
            super(delegate);
            this.delegate = delegate;
        }

        @Override
        public SelectableChannel selectableChannel() {
            return delegate.selectableChannel();
        }
    }
}
