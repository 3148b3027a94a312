package dev.porthole.server.event;

import java.time.Instant;

/**
 * A request head arrived, or as much of one as it took to refuse it.
 *
 * @param number the request's number, counted from 1 without gaps over the life of the server object
 * @param connection the number of the connection it came on
 * @param numberOnConnection its place on that connection, from 1; above 1 the connection was reused
 * @param at when its head was complete
 * @param method the method as sent, or empty when the request line could not be read
 * @param target the request target as sent (RFC 9112 section 3.2), or what stood in its place
 * @param version the protocol version as sent, for example {@code HTTP/1.1}, or {@link #HTTP_2}; empty when the request
 *     line has none
 * @param headText the head exactly as received, line ends included, one character a byte (ISO 8859-1), so that
 *     no byte is lost or invented; of HTTP/2, each field as a line, the pseudo-header fields first; empty once the log
 *     dropped it
 */
public record RequestReceived(
        long number,
        long connection,
        int numberOnConnection,
        Instant at,
        String method,
        String target,
        String version,
        String headText)
        implements ServerEvent {

    /** The version of what came over HTTP/2. No request line has it: there, a version is two digits (RFC 9112). */
    public static final String HTTP_2 = "HTTP/2";

    /** {@return whether it came over HTTP/2, whose heads have no first line and travel compressed, in frames} */
    public boolean isHttp2() {
        return version.equals(HTTP_2);
    }

    /** {@return the head as HTTP/1.1 would write it, with a request line and a Host; empty once the log dropped it} */
    public String http1Head() {
        return isHttp2() ? ReceivedHead.asHttp1(method, target, headText) : headText;
    }

    /** {@return the same request without its head, for a log that has to save memory} */
    public RequestReceived withoutHead() {
        return new RequestReceived(
                number, connection, numberOnConnection, at, method, target, version, "");
    }
}
