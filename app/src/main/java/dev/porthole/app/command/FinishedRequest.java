package dev.porthole.app.command;

import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A request, its answer and its sender: what one line of the log is made of. */
record FinishedRequest(InetSocketAddress client, RequestReceived request, ResponseFinished response) {

    /** The client's address without its port, and without the interface a link-local one belongs to. */
    String clientAddress() {
        String address = Announcement.shortText(client.getAddress());
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    /** The first line of the request exactly as received, or what is known of it; may be empty. */
    String requestLine() {
        String head = request.headText();
        int end = head.indexOf('\n');
        if (end < 0) {
            return head;
        }
        return head.substring(0, end > 0 && head.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    /** A header field of the request, repeated ones joined as RFC 9110 section 5.3 says; null if absent. */
    @Nullable String header(String name) {
        String joined = null;
        String head = request.headText();
        int start = head.indexOf('\n') + 1;
        while (start > 0 && start < head.length()) {
            int end = head.indexOf('\n', start);
            end = end < 0 ? head.length() : end;
            if (start + name.length() < end
                    && head.charAt(start + name.length()) == ':'
                    && head.regionMatches(true, start, name, 0, name.length())) {
                String value = head.substring(start + name.length() + 1, end).strip();
                joined = joined == null ? value : joined + ", " + value;
            }
            start = end + 1;
        }
        return joined;
    }

    /** The head's first byte to the answer's last, in milliseconds. */
    double millis() {
        return response.timing().totalNanos() / 1_000_000.0;
    }
}
