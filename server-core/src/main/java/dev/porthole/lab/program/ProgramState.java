package dev.porthole.lab.program;

import java.util.List;

/**
 * A program at one moment.
 *
 * @param phase what its loop does
 * @param call the system call that it is in, as strace(1) names it; empty for none
 * @param descriptor the descriptor that the call is about, -1 for none
 * @param inCall nanoseconds since the call began
 * @param rounds how often epoll_wait(2) has returned
 * @param fruitless how many of the last rounds changed nothing
 * @param accepted clients accepted so far
 * @param messages reads that brought bytes
 * @param offline connections closed because the client has gone
 * @param peers connections that the program has open, in the order of their arrival
 * @param waiting connections in the kernel that the program has not accepted
 * @param backlog the kernel's limit for them, less one
 * @param ended the sentence it ended with; empty if it has not ended or without an error
 */
public record ProgramState(
        Phase phase, String call, int descriptor, long inCall, long rounds, int fruitless, int accepted, long messages,
        int offline, List<Peer> peers, int waiting, int backlog, String ended) {

    /** What the loop does. */
    public enum Phase {
        /** It has not listened yet. */
        STARTING,
        /** It sleeps in epoll_wait(2) until something happens. */
        WAITING,
        /** It does something. */
        WORKING,
        /** It is stopped before epoll_wait(2). */
        AT_GATE,
        /** It sleeps in another system call, and nobody else is served. */
        BLOCKED,
        /** It went round and round without any progress, and was stopped. */
        SPINNING,
        /** It is over. */
        ENDED
    }

    /**
     * A connection of the program.
     *
     * @param number its own for ever, from 1
     * @param descriptor the program's descriptor, which is another's as soon as it is closed
     * @param port the port of the client
     * @param unread bytes that the kernel has and the program has not read
     * @param unsent bytes that the kernel has and the client has not confirmed
     * @param kept bytes that the program has kept because the kernel had no room
     * @param gone whether the client has gone and the program has not closed: a ghost
     */
    public record Peer(
            int number, int descriptor, int port, int unread, int unsent, int kept, boolean gone) {}

    /** Copies the list. */
    public ProgramState {
        peers = List.copyOf(peers);
    }

    /** {@return clients that are gone, and still here for the program} */
    public int ghosts() {
        return (int) peers.stream().filter(Peer::gone).count();
    }
}
