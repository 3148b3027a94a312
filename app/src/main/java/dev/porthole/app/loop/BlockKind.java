package dev.porthole.app.loop;

/** What a connection was doing for a while. */
enum BlockKind {
    /** The listening socket gives a new connection. */
    ACCEPT,
    /** Bytes are read and looked at. */
    READ,
    /** An answer is looked for, mostly by other threads. */
    FIND,
    /** Bytes are handed to the system. */
    WRITE,
    /** The send buffer is full, and the loop waits to be told that there is room. */
    FULL,
    /** The end. */
    CLOSE
}
