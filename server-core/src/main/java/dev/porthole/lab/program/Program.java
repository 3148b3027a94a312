package dev.porthole.lab.program;

import java.util.function.Consumer;

/** What a program does with its clients; when it is called is the server's business. On the server's thread. */
interface Program {

    /** It begins. */
    void starting(int port);

    /** A client was accepted. */
    void accepted(Connection connection);

    /**
     * Bytes were read.
     *
     * @param reply sends bytes to the client
     * @throws ProgramError if something went wrong that it does not catch
     */
    void received(Connection connection, byte[] bytes, Switches switches, Consumer<byte[]> reply);

    /** A connection was closed. */
    void closed(Connection connection);
}
