package dev.porthole.server.http2;

import dev.porthole.server.http.StreamHead;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request as they came in HEADERS frames, taken apart as RFC 9113 section 8.3 says. What can be told of
 * one field by itself has been checked before.
 *
 * @param head as HTTP/1.1 would have it; of a malformed one, what there is of it
 * @param malformed what makes the request malformed, or null
 */
record RequestFields(StreamHead head, @Nullable String malformed) {

    private static final String HOST = "Host";

    static RequestFields of(Http2Headers received) {
        StringBuilder text = new StringBuilder(256);
        List<StreamHead.Field> fields = new ArrayList<>(received.size());
        String authority = string(received.authority());
        String cookie = "";
        String host = null;
        if (authority != null) {
            fields.add(new StreamHead.Field(HOST, authority));
        }
        for (Map.Entry<CharSequence, CharSequence> each : received) {
            String name = each.getKey().toString();
            String value = each.getValue().toString();
            text.append(name).append(": ").append(value).append("\r\n");
            if (name.equals("cookie")) {
                // Section 8.2.3: they may come in pieces.
                cookie = cookie.isEmpty() ? value : cookie + "; " + value;
            } else if (name.equals("host") && authority != null) {
                host = value;
            } else if (!name.startsWith(":")) {
                fields.add(new StreamHead.Field(name, value));
            }
        }
        if (!cookie.isEmpty()) {
            fields.add(new StreamHead.Field("Cookie", cookie));
        }
        String method = string(received.method());
        String path = string(received.path());
        String target = "CONNECT".equals(method) ? authority : path;
        StreamHead head = new StreamHead(
                method == null ? "" : method,
                target == null ? "" : target,
                fields,
                text.append("\r\n").toString());
        return new RequestFields(head, flaw(method, string(received.scheme()), authority, path, host));
    }

    private static @Nullable String flaw(
            @Nullable String method,
            @Nullable String scheme,
            @Nullable String authority,
            @Nullable String path,
            @Nullable String host) {
        if (method == null) {
            return "no :method";
        }
        if (authority != null && host != null && !authority.equalsIgnoreCase(host)) {
            return "Host is not :authority";
        }
        if (method.equals("CONNECT")) {
            return authority == null || scheme != null || path != null ? "CONNECT has :authority alone" : null;
        }
        if (scheme == null) {
            return "no :scheme";
        }
        if (path == null || !path.startsWith("/") && !(path.equals("*") && method.equals("OPTIONS"))) {
            return path == null ? "no :path" : ":path does not begin with a slash";
        }
        return null;
    }

    private static @Nullable String string(@Nullable CharSequence value) {
        return value == null ? null : value.toString();
    }
}
