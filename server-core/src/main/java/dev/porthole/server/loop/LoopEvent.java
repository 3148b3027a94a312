package dev.porthole.server.loop;

import dev.porthole.server.event.CloseReason;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * One thing that an event loop did. In each round a loop waits, is told which sockets are ready, serves them, and then
 * runs the tasks that others have given it. Connections are told apart by their numbers, never by their descriptors,
 * which the system gives to others as soon as they are closed. Masks are the transport's own bits.
 */
public sealed interface LoopEvent {

    /** {@return the number of this event among those of its loop and trace, from 0 without a gap} */
    long sequence();

    /** {@return when it happened, by {@link System#nanoTime}} */
    long nanos();

    /** {@return the number of the loop's round in which it happened} */
    long round();

    /** What became of an entry of the interest list: the operations of epoll_ctl(2). */
    enum Change {
        /** EPOLL_CTL_ADD. */
        ADD,
        /** EPOLL_CTL_MOD. */
        MODIFY,
        /** EPOLL_CTL_DEL. */
        DELETE
    }

    /**
     * The loop begins to wait: a round begins.
     *
     * @param sequence among the events of its loop and trace, from 0
     * @param nanos when, by {@link System#nanoTime}
     * @param round the loop's round
     * @param mayBlock whether it sleeps until something happens; if not, because tasks wait, it only looks
     */
    record WaitBegan(long sequence, long nanos, long round, boolean mayBlock) implements LoopEvent {}

    /**
     * A socket was ready, and its handler begins.
     *
     * @param sequence among the events of its loop and trace, from 0
     * @param nanos when, by {@link System#nanoTime}
     * @param round the loop's round
     * @param connection the connection's number, or 0 for the listening socket
     * @param descriptor its file descriptor, or -1 where it is not known
     * @param mask what the system told
     */
    record Ready(long sequence, long nanos, long round, long connection, int descriptor, int mask)
            implements LoopEvent {}

    /**
     * An operation that was given to io_uring(7) is complete, and its handler begins.
     *
     * @param sequence among the events of its loop and trace, from 0
     * @param nanos when, by {@link System#nanoTime}
     * @param round the loop's round
     * @param connection the connection's number, or 0 for the listening socket
     * @param descriptor its file descriptor, or -1 where it is not known
     * @param operation the operation's code, IORING_OP of io_uring_enter(2)
     * @param result what the system call would have returned
     */
    record Completed(
            long sequence, long nanos, long round, long connection, int descriptor, int operation, int result)
            implements LoopEvent {}

    /**
     * The handler of a ready socket has done all it could without waiting.
     *
     * @param sequence among the events of its loop and trace, from 0
     * @param nanos when, by {@link System#nanoTime}
     * @param round the loop's round
     * @param connection the connection's number, or 0 for the listening socket
     * @param descriptor its file descriptor, or -1 where it is not known
     */
    record Handled(long sequence, long nanos, long round, long connection, int descriptor) implements LoopEvent {}

    /**
     * All sockets that were ready have been served; what follows are tasks, and the next round.
     *
     * @param sequence among the events of its loop and trace, from 0
     * @param nanos when, by {@link System#nanoTime}
     * @param round the loop's round
     * @param handled how many there were, as the transport counts them: wake-ups and timers are not counted
     */
    record RoundEnded(long sequence, long nanos, long round, int handled) implements LoopEvent {}

    /**
     * The loop asks for other things about a socket than before.
     *
     * @param sequence among the events of its loop and trace, from 0
     * @param nanos when, by {@link System#nanoTime}
     * @param round the loop's round
     * @param change whether the socket is new to the loop, is asked for other things, or leaves
     * @param connection the connection's number, or 0 for the listening socket
     * @param descriptor its file descriptor, or -1 where it is not known
     * @param before what was asked for, as a mask of EPOLLIN and the like; 0 for nothing
     * @param after what is asked for now
     */
    record InterestChanged(
            long sequence,
            long nanos,
            long round,
            Change change,
            long connection,
            int descriptor,
            int before,
            int after)
            implements LoopEvent {}

    /**
     * All sockets of the loop, and what it asks for about them: told when a trace begins, and when somebody asks.
     *
     * @param sequence among the events of its loop and trace, from 0
     * @param nanos when, by {@link System#nanoTime}
     * @param round the loop's round
     * @param interests every socket, and the mask that is asked for
     */
    record InterestListed(long sequence, long nanos, long round, List<Interest> interests) implements LoopEvent {}

    /**
     * The listening socket gave a new connection. It may belong to another loop from now on, and has no number yet.
     *
     * @param sequence among the events of its loop and trace, from 0
     * @param nanos when, by {@link System#nanoTime}
     * @param round the loop's round
     * @param descriptor the new connection's descriptor, or -1 where it is not known
     * @param client its address and port
     */
    record Accepted(long sequence, long nanos, long round, int descriptor, InetSocketAddress client)
            implements LoopEvent {}

    /**
     * A new connection belongs to this loop.
     *
     * @param sequence among the events of its loop and trace, from 0
     * @param nanos when, by {@link System#nanoTime}
     * @param round the loop's round
     * @param connection the connection's number
     * @param descriptor its file descriptor, or -1 where it is not known
     * @param client its address and port
     */
    record Opened(
            long sequence, long nanos, long round, long connection, int descriptor, InetSocketAddress client)
            implements LoopEvent {}

    /**
     * Bytes were read from a socket.
     *
     * @param sequence among the events of its loop and trace, from 0
     * @param nanos when, by {@link System#nanoTime}
     * @param round the loop's round
     * @param connection the connection's number
     * @param bytes how many
     */
    record BytesRead(long sequence, long nanos, long round, long connection, int bytes) implements LoopEvent {}

    /**
     * A request was found in the bytes.
     *
     * @param sequence among the events of its loop and trace, from 0
     * @param nanos when, by {@link System#nanoTime}
     * @param round the loop's round
     * @param connection the connection's number
     * @param request which one of its connection, from 1
     * @param method as sent, such as {@code GET}
     * @param target the request target as sent
     */
    record RequestFound(
            long sequence, long nanos, long round, long connection, int request, String method, String target)
            implements LoopEvent {}

    /**
     * The answer to a request is known, and the loop begins to send it.
     *
     * @param sequence among the events of its loop and trace, from 0
     * @param nanos when, by {@link System#nanoTime}
     * @param round the loop's round
     * @param connection the connection's number
     * @param request which one of its connection, from 1
     * @param status the status code
     * @param source where its body comes from
     * @param bytes the length of its body
     */
    record AnswerBegan(
            long sequence,
            long nanos,
            long round,
            long connection,
            int request,
            int status,
            AnswerSource source,
            long bytes)
            implements LoopEvent {}

    /**
     * Bytes were handed to the system, which took some of them or all.
     *
     * @param sequence among the events of its loop and trace, from 0
     * @param nanos when, by {@link System#nanoTime}
     * @param round the loop's round
     * @param connection the connection's number
     * @param asked how many it was to take
     * @param written how many it took
     * @param full whether it took no more because the send buffer is full (EAGAIN)
     */
    record BytesWritten(
            long sequence, long nanos, long round, long connection, long asked, long written, boolean full)
            implements LoopEvent {}

    /**
     * An answer has been handed to the system, or will never be; the write that did it is told after it.
     *
     * @param sequence among the events of its loop and trace, from 0
     * @param nanos when, by {@link System#nanoTime}
     * @param round the loop's round
     * @param connection the connection's number
     * @param request which one of its connection, from 1
     * @param complete whether all of it was handed over
     */
    record AnswerEnded(
            long sequence, long nanos, long round, long connection, int request, boolean complete)
            implements LoopEvent {}

    /**
     * A connection has ended, and with it all interest in it.
     *
     * @param sequence among the events of its loop and trace, from 0
     * @param nanos when, by {@link System#nanoTime}
     * @param round the loop's round
     * @param connection the connection's number
     * @param reason who ended it, and why
     */
    record Closed(long sequence, long nanos, long round, long connection, CloseReason reason)
            implements LoopEvent {}
}
