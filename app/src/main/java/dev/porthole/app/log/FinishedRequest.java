package dev.porthole.app.log;

import dev.porthole.app.text.Addresses;
import dev.porthole.server.event.ConnectionActivity;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request, its answer and its sender: what one entry of a written log is made of.
 *
 * @param client the sender, or null when it is not known
 * @param request the request
 * @param response its answer
 */
public record FinishedRequest(
        @Nullable InetSocketAddress client, RequestReceived request, ResponseFinished response) {

    /** An exchange of the log; nothing while its answer is not finished. */
    public static Optional<FinishedRequest> of(Exchange exchange) {
        ConnectionActivity connection = exchange.connection();
        ResponseFinished response = exchange.response();
        return response == null
                ? Optional.empty()
                : Optional.of(new FinishedRequest(
                        connection == null ? null : connection.client(), exchange.request(), response));
    }

    /** The client's address without its port, and without the interface a link-local one belongs to. */
    public String clientAddress() {
        if (client == null || client.getAddress() == null) {
            return "-";
        }
        String address = Addresses.shortText(client.getAddress());
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    /** The client's port, or nothing when it is not known. */
    public Optional<Integer> clientPort() {
        return client == null || client.getAddress() == null ? Optional.empty() : Optional.of(client.getPort());
    }

    /** The first line of the request exactly as received, or what stands for it in HTTP/2; may be empty. */
    public String requestLine() {
        if (request.isHttp2()) {
            return request.method() + " " + request.target() + " " + request.version();
        }
        return Head.firstLine(request.headText());
    }

    /** A header field of the request, repeated ones joined as RFC 9110 section 5.3 says; null if absent. */
    public @Nullable String header(String name) {
        return Head.field(request.http1Head(), name);
    }

    /** The head's first byte to the answer's last, in milliseconds. */
    public double millis() {
        return response.timing().totalNanos() / 1_000_000.0;
    }
}
