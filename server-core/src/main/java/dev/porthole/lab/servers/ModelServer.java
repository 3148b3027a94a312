package dev.porthole.lab.servers;

/** A running server that gives the same short answer to everything. */
interface ModelServer {

    /** Its port on 127.0.0.1. */
    int port();

    /** The threads that have served a connection since they were last counted from zero. */
    ServingThreads threads();
}
