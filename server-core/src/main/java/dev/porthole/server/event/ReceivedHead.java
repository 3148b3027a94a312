package dev.porthole.server.event;

import java.util.Locale;

/**
 * The head of a request as HTTP/1.1 would write it, for whoever wants to send it again or to know its Host. One of
 * HTTP/2 has pseudo-header fields (RFC 9113 section 8.3) instead of a request line.
 */
final class ReceivedHead {

    private ReceivedHead() {}

    /**
     * A head of HTTP/2, with a request line and a Host instead of its pseudo-header fields. One that comes from an
     * archive has a first line, but it is of HTTP/2, too.
     */
    static String asHttp1(String method, String target, String text) {
        if (text.isEmpty()) {
            return text;
        }
        StringBuilder head = new StringBuilder(text.length());
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        StringBuilder rest = new StringBuilder(text.length());
        String[] lines = text.split("\r\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            if (line.toLowerCase(Locale.ROOT).startsWith(":authority:")) {
                head.append("Host:").append(line, ":authority:".length(), line.length()).append("\r\n");
            } else if (i > 0 && !line.isEmpty() && !line.startsWith(":")) {
                rest.append(line).append("\r\n");
            }
        }
        return head.append(rest).append("\r\n").toString();
    }
}
