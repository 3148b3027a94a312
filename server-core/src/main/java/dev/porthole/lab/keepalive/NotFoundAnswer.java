package dev.porthole.lab.keepalive;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Two servers' answer to a request for a page that is not there: the same text, announced with different lengths. */
public enum NotFoundAnswer {
    /** As the program of the tutorial answers: Content-Length counts the characters. */
    ORIGIN,
    /** As RFC 9110 asks, section 8.6: it counts the bytes. */
    FIXED;

    /** The body of both. */
    public static final String TEXT = "file not found, 请输入正确的url";

    /** {@return the bytes of the body} */
    public static byte[] body() {
        return TEXT.getBytes(UTF_8);
    }

    /**
     * What its Content-Length says.
     *
     * @return bytes, which need not be as many as there are
     */
    public int declared() {
        return this == ORIGIN ? TEXT.length() : body().length;
    }

    /** The whole answer. */
    byte[] bytes() {
        return ("HTTP/1.1 404 not found\r\n"
                + "Content-Type: text/html; charset=utf-8\r\n"
                + "Content-Length: " + declared() + "\r\n\r\n"
                + TEXT).getBytes(UTF_8);
    }
}
