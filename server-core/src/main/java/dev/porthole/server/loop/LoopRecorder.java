package dev.porthole.server.loop;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.loop.LoopEvent.Change;
import io.netty.util.concurrent.FastThreadLocal;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what one event loop does, while somebody looks on. It belongs to the loop's thread alone, and is switched
 * by tasks on that thread: whether it is on is a plain field. Whoever has something to tell asks {@link #isOn} first.
 */
public final class LoopRecorder {

    private static final FastThreadLocal<LoopRecorder> CURRENT = new FastThreadLocal<>() {
        @Override
        protected LoopRecorder initialValue() {
            return new LoopRecorder();
        }
    };

    private static final WatchedSockets NONE = new WatchedSockets() {
        @Override
        public void setTraced(boolean traced) {
            // There are none.
        }

        @Override
        public List<Interest> interests() {
            return List.of();
        }
    };

    private WatchedSockets sockets = NONE;
    private @Nullable EventRing ring;
    private long sequence;
    private long round;

    private LoopRecorder() {}

    /** {@return the recorder of the calling thread's loop} */
    public static LoopRecorder current() {
        return CURRENT.get();
    }

    /**
     * Tells which sockets the loop has; once, before it does anything.
     *
     * @param ofLoop what the loop's part of the transport knows of
     */
    public void watch(WatchedSockets ofLoop) {
        sockets = ofLoop;
    }

    /** {@return whether anybody looks on} */
    public boolean isOn() {
        return ring != null;
    }

    /** Begins to write to a ring, instead of to the one before. */
    void start(EventRing newRing) {
        boolean wasOn = isOn();
        ring = newRing;
        sequence = 0;
        if (!wasOn) {
            sockets.setTraced(true);
        }
        listInterests(newRing);
    }

    /** Ends it, if it still writes to that ring. */
    void stop(EventRing ended) {
        if (ring == ended) {
            ring = null;
            sockets.setTraced(false);
        }
    }

    /** Tells all interests, if it still writes to that ring. */
    void listInterests(EventRing asking) {
        if (ring == asking) {
            put(new LoopEvent.InterestListed(sequence, System.nanoTime(), round, sockets.interests()));
        }
    }

    private void put(LoopEvent event) {
        EventRing open = ring;
        if (open != null) {
            open.put(event);
            sequence++;
        }
    }

    /**
     * The loop begins to wait, in a round with this number.
     *
     * @param roundNumber counted by the loop, traced or not
     * @param mayBlock whether it may sleep until something happens
     */
    public void waitBegan(long roundNumber, boolean mayBlock) {
        round = roundNumber;
        put(new LoopEvent.WaitBegan(sequence, System.nanoTime(), round, mayBlock));
    }

    /**
     * A socket is ready.
     *
     * @param connection the connection's number, or 0 for the listening socket
     * @param descriptor its file descriptor, or -1 where it is not known
     * @param mask what the system told, EPOLLIN and the like
     */
    public void ready(long connection, int descriptor, int mask) {
        put(new LoopEvent.Ready(sequence, System.nanoTime(), round, connection, descriptor, mask));
    }

    /**
     * An operation of io_uring is complete.
     *
     * @param connection the connection's number, or 0 for the listening socket
     * @param descriptor its file descriptor, or -1 where it is not known
     * @param operation its code, IORING_OP of io_uring_enter(2)
     * @param result what the system call would have returned
     */
    public void completed(long connection, int descriptor, int operation, int result) {
        put(new LoopEvent.Completed(
                sequence, System.nanoTime(), round, connection, descriptor, operation, result));
    }

    /**
     * A socket's handler has returned.
     *
     * @param connection the connection's number, or 0 for the listening socket
     * @param descriptor its file descriptor, or -1 where it is not known
     */
    public void handled(long connection, int descriptor) {
        put(new LoopEvent.Handled(sequence, System.nanoTime(), round, connection, descriptor));
    }

    /**
     * All that was ready has been served.
     *
     * @param handled how many sockets there were
     */
    public void roundEnded(int handled) {
        put(new LoopEvent.RoundEnded(sequence, System.nanoTime(), round, handled));
    }

    /**
     * Something else is asked of the system about a socket.
     *
     * @param change what is done to the interest list
     * @param connection the connection's number, or 0 for the listening socket
     * @param descriptor its file descriptor, or -1 where it is not known
     * @param before what was asked for, as a mask; 0 for nothing
     * @param after what is asked for from now on
     */
    public void interestChanged(Change change, long connection, int descriptor, int before, int after) {
        put(new LoopEvent.InterestChanged(
                sequence, System.nanoTime(), round, change, connection, descriptor, before, after));
    }

    /**
     * The listening socket gave a connection.
     *
     * @param descriptor the new connection's, or -1 where it is not known
     * @param client its address and port
     */
    public void accepted(int descriptor, InetSocketAddress client) {
        put(new LoopEvent.Accepted(sequence, System.nanoTime(), round, descriptor, client));
    }

    /**
     * A connection belongs to this loop from now on.
     *
     * @param connection the connection's number, or 0 for the listening socket
     * @param descriptor its file descriptor, or -1 where it is not known
     * @param client its address and port
     */
    public void opened(long connection, int descriptor, InetSocketAddress client) {
        put(new LoopEvent.Opened(sequence, System.nanoTime(), round, connection, descriptor, client));
    }

    /**
     * Bytes were read.
     *
     * @param connection the connection's number, or 0 for the listening socket
     * @param bytes how many
     */
    public void bytesRead(long connection, int bytes) {
        put(new LoopEvent.BytesRead(sequence, System.nanoTime(), round, connection, bytes));
    }

    /**
     * A request was found.
     *
     * @param connection the connection's number, or 0 for the listening socket
     * @param request which one of its connection, from 1
     * @param method as sent
     * @param target the request target as sent
     */
    public void requestFound(long connection, int request, String method, String target) {
        put(new LoopEvent.RequestFound(
                sequence, System.nanoTime(), round, connection, request, method, target));
    }

    /**
     * An answer is known.
     *
     * @param connection the connection's number, or 0 for the listening socket
     * @param request which one of its connection, from 1
     * @param status the status code
     * @param source where its body comes from
     * @param bytes the length of its body
     */
    public void answerBegan(long connection, int request, int status, AnswerSource source, long bytes) {
        put(new LoopEvent.AnswerBegan(
                sequence, System.nanoTime(), round, connection, request, status, source, bytes));
    }

    /**
     * Bytes were handed to the system.
     *
     * @param connection the connection's number, or 0 for the listening socket
     * @param asked bytes that the system was to take
     * @param written bytes that it took
     * @param full whether it took no more because the send buffer is full (EAGAIN)
     */
    public void bytesWritten(long connection, long asked, long written, boolean full) {
        put(new LoopEvent.BytesWritten(sequence, System.nanoTime(), round, connection, asked, written, full));
    }

    /**
     * An answer is through.
     *
     * @param connection the connection's number, or 0 for the listening socket
     * @param request which one of its connection, from 1
     * @param complete whether all of it was handed over
     */
    public void answerEnded(long connection, int request, boolean complete) {
        put(new LoopEvent.AnswerEnded(sequence, System.nanoTime(), round, connection, request, complete));
    }

    /**
     * A connection has ended; may be told also while nobody looks on.
     *
     * @param connection the connection's number, or 0 for the listening socket
     * @param reason who ended it, and why
     */
    public void closed(long connection, CloseReason reason) {
        if (isOn()) {
            put(new LoopEvent.Closed(sequence, System.nanoTime(), round, connection, reason));
        }
    }
}
