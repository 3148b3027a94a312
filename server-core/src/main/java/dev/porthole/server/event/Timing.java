package dev.porthole.server.event;

/**
 * Where the time of one request went. The parts add up to the total. All of them are what the event loop and the
 * file threads measured, in nanoseconds; an answer from memory that the socket took at once only has a write.
 *
 * @param queueNanos in a queue: behind earlier requests of the same connection, from when its bytes were read, and
 *     for one of the threads that open files
 * @param receiveNanos from the first byte of the head to its last
 * @param findNanos from the complete head to the decision: path, file opened, preconditions
 * @param writeNanos from the decision to the last byte handed to the system, without the next
 * @param blockedNanos of the writing: when the socket had no room, so that EPOLLOUT had to be waited for (epoll(7)),
 *     because the client, or the network, did not take what had been sent before
 * @param heldNanos while it was held back on purpose: by the network that the client seemed to have, on the way here
 *     and back, or by a fault
 */
public record Timing(
        long queueNanos, long receiveNanos, long findNanos, long writeNanos, long blockedNanos, long heldNanos) {

    /**
     * A request that was not held back.
     *
     * @param queueNanos behind earlier requests of the same connection, and for a thread that opens files
     * @param receiveNanos from the first byte of the head to its last
     * @param findNanos from the complete head to the decision
     * @param writeNanos from the decision to the last byte handed to the system
     * @param blockedNanos while the socket had no room
     */
    public Timing(long queueNanos, long receiveNanos, long findNanos, long writeNanos, long blockedNanos) {
        this(queueNanos, receiveNanos, findNanos, writeNanos, blockedNanos, 0);
    }

    /**
     * A request that neither waited in a queue nor for the socket.
     *
     * @param receiveNanos from the first byte of the head to its last
     * @param findNanos from the complete head to the decision
     * @param writeNanos from the decision to the last byte handed to the system
     */
    public Timing(long receiveNanos, long findNanos, long writeNanos) {
        this(0, receiveNanos, findNanos, writeNanos, 0);
    }

    /** {@return the time from the first byte of the request to the last byte of the answer, nanoseconds} */
    public long totalNanos() {
        return queueNanos + receiveNanos + findNanos + writeNanos + blockedNanos + heldNanos;
    }
}
