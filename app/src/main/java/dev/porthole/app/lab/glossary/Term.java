package dev.porthole.app.lab.glossary;

/** The words of the lab that have to be learnt. Identifiers such as EPOLLIN are the same in every language. */
public enum Term {
    /** Socket. */
    SOCKET,
    /** Listening socket. */
    LISTENING,
    /** File descriptor. */
    DESCRIPTOR,
    /** Open file description. */
    DESCRIPTION,
    /** Port. */
    PORT,
    /** Peer. */
    PEER,
    /** I/O multiplexing. */
    MULTIPLEXING,
    /** Event loop. */
    EVENT_LOOP,
    /** Round. */
    ROUND,
    /** Polling. */
    POLLING,
    /** Epoll instance. */
    INSTANCE,
    /** Interest list. */
    INTEREST_LIST,
    /** Ready list. */
    READY_LIST,
    /** To register. */
    REGISTER,
    /** Event mask. */
    MASK,
    /** Readable. */
    READABLE,
    /** Writable. */
    WRITABLE,
    /** Hang-up. */
    HANG_UP,
    /** Half-close. */
    HALF_CLOSE,
    /** Level-triggered. */
    LEVEL_TRIGGERED,
    /** Edge-triggered. */
    EDGE_TRIGGERED,
    /** One-shot. */
    ONE_SHOT,
    /** Exclusive wake-up. */
    EXCLUSIVE,
    /** Drain. */
    DRAIN,
    /** Blocking. */
    BLOCKING,
    /** Non-blocking. */
    NON_BLOCKING,
    /** Partial write. */
    PARTIAL,
    /** System call. */
    SYSTEM_CALL,
    /** Kernel. */
    KERNEL,
    /** Receive buffer. */
    RECEIVE_BUFFER,
    /** Send buffer. */
    SEND_BUFFER,
    /** Back-pressure. */
    BACK_PRESSURE,
    /** Busy loop. */
    BUSY_LOOP,
    /** Thundering herd. */
    THUNDERING_HERD,
    /** Backlog. */
    BACKLOG,
    /** Accept queue. */
    ACCEPT_QUEUE,
    /** Three-way handshake. */
    HANDSHAKE,
    /** FIN. */
    FIN,
    /** Reset. */
    RESET,
    /** Descriptor leak. */
    LEAK,
    /** Ghost connection. */
    GHOST,
    /** Nagle's algorithm. */
    NAGLE,
    /** Delayed ACK. */
    DELAYED_ACK,
    /** Persistent connection. */
    PERSISTENT,
    /** Message framing. */
    FRAMING,
    /** Byte stream. */
    BYTE_STREAM,
    /** Pipelining. */
    PIPELINING,
    /** Path traversal. */
    TRAVERSAL,
    /** Thread per connection. */
    THREAD_PER_CONNECTION,
    /** Virtual thread. */
    VIRTUAL_THREAD,
    /** Slow client. */
    SLOW_CLIENT,
    /** Latency. */
    LATENCY,
    /** Throughput. */
    THROUGHPUT;

    /** The key of the word itself. */
    public String word() {
        return "lab.term." + name();
    }

    /** The key of what it means, in a sentence. */
    public String meaning() {
        return "lab.term." + name() + ".means";
    }
}
