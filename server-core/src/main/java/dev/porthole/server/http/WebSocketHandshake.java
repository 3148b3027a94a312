package dev.porthole.server.http;

import dev.porthole.server.event.ResponseField;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The opening handshake of WebSocket, from the server's side (RFC 6455 section 4.2). */
final class WebSocketHandshake {

    private static final String VERSION = "13";
    private static final String ACCEPTED_BY = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private WebSocketHandshake() {}

    /** Switches to WebSocket, if that is what is asked, by a page of this site. */
    static Response answer(Request request, Upgraded then) {
        HeaderFields fields = request.fields();
        if (request.method() != Method.GET
                || request.head().isHttp10()
                || !fields.hasMember("Connection", "upgrade")
                || !fields.hasMember("Upgrade", "websocket")
                || !VERSION.equals(fields.single("Sec-WebSocket-Version"))) {
            Response refusal = HttpService.error(426, Why.of(Rule.WEBSOCKET_EXPECTED), request.head());
            // In HTTP/2 there is no Upgrade, and no field may speak of it (RFC 9113 section 8.2.2).
            return !request.head().version().startsWith("HTTP/1") ? refusal : refusal
                    .field(ResponseField.UPGRADE, "websocket")
                    .field(ResponseField.CONNECTION, "Upgrade")
                    .field(ResponseField.WEBSOCKET_VERSION, VERSION);
        }
        String key = fields.single("Sec-WebSocket-Key");
        if (key == null || !isKey(key)) {
            return HttpService.error(400, Why.of(Rule.WEBSOCKET_KEY), request.head());
        }
        String origin = fields.combined("Origin");
        if (origin != null && !isOwn(origin, fields.single("Host"))) {
            // A browser lets pages of every site connect; only the server can tell which may.
            return HttpService.error(403, Why.of(Rule.WEBSOCKET_FOREIGN, origin), request.head());
        }
        return new Response(101, Why.of(Rule.WEBSOCKET))
                .field(ResponseField.UPGRADE, "websocket")
                .field(ResponseField.WEBSOCKET_ACCEPT, accept(key))
                .upgraded(then);
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + ACCEPTED_BY).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
