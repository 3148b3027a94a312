package dev.porthole.server.http;

/** What a connection is doing. */
enum ConnectionState {
    /** Waiting for a request, or in the middle of its head. */
    HEAD,
    /** Reading past a request body. */
    BODY,
    /** An answer is being made or written. */
    ANSWERING,
    /** Answers from memory wait for the client to take them. */
    FLUSHING,
    /** Another protocol is spoken. */
    UPGRADED,
    /** The last answer is out; what still comes in is thrown away. */
    LINGERING,
    CLOSED;

    /** Whether nothing is being asked, except perhaps a part of a head, nor answered. */
    boolean isWaiting() {
        return this == HEAD || this == UPGRADED || this == LINGERING;
    }

    /** Whether an answer is under way, behind which everything else has to wait. */
    boolean isAnswering() {
        return this == ANSWERING || this == FLUSHING;
    }
}
