package dev.porthole.server.http;

/** Hears whether an answer is on the way, each time a connection has looked at its input. On the connection's loop. */
@FunctionalInterface
public interface AnswerWatch {

    /**
     * The input has been looked at.
     *
     * @param now whether the client has an answer still to come
     */
    void answering(boolean now);
}
