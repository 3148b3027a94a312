package dev.porthole.server.event;

/**
 * Where the time of one request went. The parts follow each other and add up to the total.
 *
 * @param receiveNanos from the first byte of the head to its last, nanoseconds
 * @param findNanos from the complete head to the decision: path, file opened, preconditions
 * @param writeNanos from the decision to the last byte handed to the system
 */
public record Timing(long receiveNanos, long findNanos, long writeNanos) {

    /** From the first byte of the request to the last byte of the answer, nanoseconds. */
    public long totalNanos() {
        return receiveNanos + findNanos + writeNanos;
    }
}
