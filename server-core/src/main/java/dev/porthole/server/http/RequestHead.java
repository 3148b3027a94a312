package dev.porthole.server.http;

import dev.porthole.server.event.RequestReceived;

/**
 * A request head that keeps to the grammar of RFC 9112 sections 2 to 5. What it means is another matter.
 *
 * @param method a token
 * @param target the request target as sent, one character a byte
 * @param minorVersion 0 for HTTP/1.0; 1 or more for HTTP/1.1
 * @param version as sent
 * @param fields the header fields
 * @param text the head as received, one character a byte
 */
record RequestHead(
        String method, String target, int minorVersion, String version, HeaderFields fields, String text) {

    boolean isHttp10() {
        return minorVersion == 0;
    }

    boolean isHttp2() {
        return version.equals(RequestReceived.HTTP_2);
    }
}
