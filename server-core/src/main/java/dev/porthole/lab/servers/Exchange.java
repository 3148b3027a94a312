package dev.porthole.lab.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** What the clients of this experiment send and are answered: HTTP/1.0, one request to a connection (RFC 1945). */
final class Exchange {

    /** The whole head of the request. */
    static final String REQUEST = "GET / HTTP/1.0\r\n\r\n";

    /** How every head ends. */
    static final String END_OF_HEAD = "\r\n\r\n";

    private static final String ANSWER = "HTTP/1.0 200 OK\r\nContent-Length: 6\r\n\r\nhello\n";

    private Exchange() {}

    /** The whole answer. */
    static byte[] answer() {
        return ANSWER.getBytes(US_ASCII);
    }

    /** Whether these bytes are the whole answer. */
    static boolean isAnswer(byte[] bytes) {
        return new String(bytes, US_ASCII).equals(ANSWER);
    }
}
