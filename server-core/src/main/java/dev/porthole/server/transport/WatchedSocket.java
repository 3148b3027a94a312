package dev.porthole.server.transport;

import dev.porthole.server.loop.Interest;
import dev.porthole.server.loop.LoopEvent.Change;
import dev.porthole.server.loop.LoopRecorder;
import io.netty.channel.Channel;
import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.kqueue.KQueueIoEvent;
import io.netty.channel.kqueue.KQueueIoHandle;
import io.netty.channel.kqueue.KQueueIoOps;
import io.netty.channel.nio.NioIoEvent;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/**
 * Stands between an event loop and one of its sockets from the beginning, so that it is known what the loop asks for
 * about it. While nobody looks on, that is all, and an event costs one look at a plain field.
 */
@SuppressWarnings("try") // That closing may throw anything is how Netty wants it.
abstract class WatchedSocket implements IoHandle {

    /** EPOLLOUT of epoll(7), OP_WRITE of java.nio, and how kqueue's EVFILT_WRITE is kept here. */
    private static final int WRITABLE = 0x4;

    final LoopSockets loop;
    private final LoopRecorder recorder;
    private final IoHandle channelHandle;
    private final IoHandle delegate;
    @Nullable WatchedSocket older;
    @Nullable WatchedSocket newer;
    boolean chained;
    private @Nullable Channel channel;
    private @Nullable SocketTraffic traffic;
    private long connection;
    private int mask;
    private boolean watched;

    /** With the handle as the channel has it, and who is to be told instead. */
    private WatchedSocket(LoopSockets loop, IoHandle channelHandle, IoHandle delegate) {
        this.loop = loop;
        this.recorder = loop.recorder();
        this.channelHandle = channelHandle;
        this.delegate = delegate;
    }

    static WatchedSocket ofEpoll(LoopSockets loop, IoHandle handle) {
        return new Epoll(loop, (EpollIoHandle) handle);
    }

    static WatchedSocket ofKqueue(LoopSockets loop, IoHandle handle) {
        return new Kqueue(loop, (KQueueIoHandle) handle);
    }

    static WatchedSocket ofNio(LoopSockets loop, IoHandle handle) {
        return new Nio(loop, (NioIoHandle) handle);
    }

    static WatchedSocket ofIoUring(LoopSockets loop, IoHandle handle) {
        return new IoUring(loop, handle);
    }

    /** Takes the place of a registration, to hear what is asked for. */
    IoRegistration around(IoRegistration registration) {
        return new Registration(registration);
    }

    boolean isOf(Channel other) {
        return channelHandle.equals(other.unsafe());
    }

    /** Tells whose socket it is; one that is never told is the listening one. */
    void name(Channel ofSocket, long number) {
        channel = ofSocket;
        connection = number;
        if (recorder.isOn()) {
            recorder.opened(number, descriptor(), (InetSocketAddress) ofSocket.remoteAddress());
            if (watched) {
                recorder.interestChanged(Change.ADD, number, descriptor(), 0, mask);
            }
            setTraced(true);
        }
    }

    void setTraced(boolean traced) {
        Channel known = channel;
        SocketTraffic before = traffic;
        if (before != null) {
            before.end();
            traffic = null;
        }
        if (traced && known != null && known.isOpen()) {
            traffic = SocketTraffic.begin(this, known, connection);
        }
    }

    Interest interest() {
        Channel known = channel;
        InetSocketAddress client = known == null ? null : (InetSocketAddress) known.remoteAddress();
        return new Interest(connection, descriptor(), mask, client);
    }

    /** Whether the loop waits for room in the send buffer. */
    boolean waitsForRoom() {
        return (mask & WRITABLE) != 0;
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
        if (recorder.isOn()) {
            handleTraced(registration, event);
        } else {
            delegate.handle(registration, event);
        }
    }

    private void handleTraced(IoRegistration registration, IoEvent event) {
        long number = connection;
        int descriptor = descriptor();
        boolean writes = tell(event, number, descriptor);
        SocketTraffic open = traffic;
        if (open != null && writes) {
            open.writeBegins();
        }
        try {
            delegate.handle(registration, event);
        } finally {
            if (open != null && writes) {
                open.writeEnds();
            }
            recorder.handled(number, descriptor);
        }
    }

    /** Tells what happened, and whether bytes may be written because of it. */
    boolean tell(IoEvent event, long number, int descriptor) {
        int ready = ready(event);
        recorder.ready(number, descriptor, ready);
        return (ready & WRITABLE) != 0;
    }

    /** What the system told, in the bits of the mask. */
    abstract int ready(IoEvent event);

    /** The mask after something was asked for. */
    abstract int after(IoOps ops, int before);

    /** The file descriptor, or -1. */
    abstract int descriptor();

    /** Whether the system keeps an entry that asks for nothing. */
    boolean staysWithout() {
        return true;
    }

    private void submitted(IoOps ops) {
        int before = mask;
        boolean was = watched;
        mask = after(ops, before);
        watched = mask != 0 || was && staysWithout();
        if (!recorder.isOn() || was == watched && before == mask || connection == 0 && channel == null && !was) {
            return;
        }
        Change change = was ? watched ? Change.MODIFY : Change.DELETE : Change.ADD;
        recorder.interestChanged(change, connection, descriptor(), before, mask);
    }

    private void cancelled() {
        if (watched && recorder.isOn()) {
            recorder.interestChanged(Change.DELETE, connection, descriptor(), mask, 0);
        }
        watched = false;
        mask = 0;
        loop.remove(this);
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

    /** Hears what is asked for. */
    private final class Registration implements IoRegistration {

        private final IoRegistration registration;

        Registration(IoRegistration registration) {
            this.registration = registration;
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T> T attachment() {
            return registration.attachment();
        }

        @Override
        public long submit(IoOps ops) {
            // Once it was cancelled, nothing reaches the system any more.
            boolean reaches = registration.isValid();
            long id = registration.submit(ops);
            if (reaches) {
                submitted(ops);
            }
            return id;
        }

        @Override
        public boolean isValid() {
            return registration.isValid();
        }

        @Override
        public boolean cancel() {
            boolean ended = registration.cancel();
            cancelled();
            return ended;
        }
    }

    private static final class Epoll extends WatchedSocket implements EpollIoHandle {

        private final EpollIoHandle handle;

        Epoll(LoopSockets loop, EpollIoHandle handle) {
            super(loop, handle, handle);
            this.handle = handle;
        }

        @Override
        public FileDescriptor fd() {
            return handle.fd();
        }

        @Override
        int ready(IoEvent event) {
            return ((EpollIoEvent) event).ops().value();
        }

        @Override
        int after(IoOps ops, int before) {
            return EpollRegistration.asked(ops).value();
        }

        @Override
        int descriptor() {
            return handle.fd().intValue();
        }
    }

    /** Its mask has bit n for the filter -n: 2 for EVFILT_READ, 4 for EVFILT_WRITE. */
    private static final class Kqueue extends WatchedSocket implements KQueueIoHandle {

        /** EV_DELETE and EV_DISABLE of kevent(2). */
        private static final int EV_DELETE_OR_DISABLE = 0x2 | 0x8;

        private final KQueueIoHandle handle;

        Kqueue(LoopSockets loop, KQueueIoHandle handle) {
            super(loop, handle, handle);
            this.handle = handle;
        }

        @Override
        public int ident() {
            return handle.ident();
        }

        @Override
        int ready(IoEvent event) {
            return 1 << -((KQueueIoEvent) event).filter();
        }

        @Override
        int after(IoOps ops, int before) {
            KQueueIoOps asked = (KQueueIoOps) ops;
            int bit = 1 << -asked.filter();
            return (asked.flags() & EV_DELETE_OR_DISABLE) == 0 ? before | bit : before & ~bit;
        }

        @Override
        int descriptor() {
            return handle.ident();
        }
    }

    private static final class Nio extends WatchedSocket implements NioIoHandle {

        private final NioIoHandle handle;

        Nio(LoopSockets loop, NioIoHandle handle) {
            super(loop, handle, EventReports.ofNio(handle));
            this.handle = handle;
        }

        @Override
        public SelectableChannel selectableChannel() {
            return handle.selectableChannel();
        }

        @Override
        int ready(IoEvent event) {
            return ((NioIoEvent) event).ops().value();
        }

        @Override
        int after(IoOps ops, int before) {
            return ((NioIoOps) ops).value();
        }

        @Override
        int descriptor() {
            return -1;
        }

        @Override
        boolean staysWithout() {
            return false;
        }
    }

    /** Nothing is kept by the system here: each wish is an operation, which is complete once. */
    private static final class IoUring extends WatchedSocket implements IoUringIoHandle {

        IoUring(LoopSockets loop, IoHandle handle) {
            super(loop, handle, EventReports.ofIoUring(handle));
        }

        @Override
        boolean tell(IoEvent event, long number, int descriptor) {
            IoUringIoEvent completion = (IoUringIoEvent) event;
            super.recorder.completed(number, descriptor, completion.opcode(), completion.res());
            return true;
        }

        @Override
        int ready(IoEvent event) {
            return 0;
        }

        @Override
        int after(IoOps ops, int before) {
            return 0;
        }

        @Override
        int descriptor() {
            return super.channel instanceof UnixChannel unix ? unix.fd().intValue() : -1;
        }

        @Override
        boolean waitsForRoom() {
            return false;
        }
    }
}
