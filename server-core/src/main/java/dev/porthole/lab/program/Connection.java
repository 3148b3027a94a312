package dev.porthole.lab.program;

import java.io.ByteArrayOutputStream;

/**
 * A client as the program knows it. Its number is its own for ever, which that of its descriptor is not. Used by the
 * thread of the program only, but for what never changes.
 */
final class Connection {

    private final int number;
    private final int descriptor;
    private final int port;
    private final StreamDecoder decoder = new StreamDecoder();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private byte[] unsent = {};

    Connection(int number, int descriptor, int port) {
        this.number = number;
        this.descriptor = descriptor;
        this.port = port;
    }

    int number() {
        return number;
    }

    int descriptor() {
        return descriptor;
    }

    /** The port of the client. */
    int port() {
        return port;
    }

    /** Half a character is kept here until the rest arrives. */
    StreamDecoder decoder() {
        return decoder;
    }

    /** The beginning of a request whose end has not arrived. */
    ByteArrayOutputStream head() {
        return head;
    }

    /** What the kernel had no room for, and the program has not forgotten. */
    byte[] unsent() {
        return unsent;
    }

    void unsent(byte[] rest) {
        this.unsent = rest;
    }
}
