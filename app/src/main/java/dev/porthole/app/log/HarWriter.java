package dev.porthole.app.log;

import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Timing;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An HTTP Archive, HAR 1.2: what the network panels of browsers read. What the format has no place for (the
 * rule that decided, the file, the outcome) stands in a field {@code _porthole} of each entry, which other
 * programs pass over and {@link HarReader} reads. Bodies are not in it: the log does not keep them.
 *
 * <p>Unless told otherwise, what proves who somebody is (cookies, passwords, tokens) is left out.
 */
public final class HarWriter implements LogWriter {

    /** What stands in the place of a value that is left out. */
    static final String REDACTED = "[redacted]";

    private static final Set<String> SECRET =
            Set.of("cookie", "set-cookie", "authorization", "proxy-authorization");
    private static final int NO_LENGTH = -1;

    private final JsonGenerator json;
    private final URI base;
    private final boolean withSecrets;

    /**
     * Writes the beginning.
     *
     * @param out where to; it should be buffered, and is closed in the end
     * @param programVersion the version of this program
     * @param base the address of the site, for requests that do not name one
     * @param withSecrets whether cookies and authorizations are written too
     */
    public HarWriter(OutputStream out, String programVersion, URI base, boolean withSecrets) throws IOException {
        this.json = JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), out);
        this.base = base;
        this.withSecrets = withSecrets;
        wrapped(() -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("log");
            json.writeStringProperty("version", "1.2");
            json.writeObjectPropertyStart("creator");
            json.writeStringProperty("name", "Porthole");
            json.writeStringProperty("version", programVersion);
            json.writeEndObject();
            json.writeArrayPropertyStart("entries");
        });
    }

    @Override
    public void write(FinishedRequest finished) throws IOException {
        wrapped(() -> entry(finished));
    }

    @Override
    public void close() throws IOException {
        wrapped(() -> {
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.close();
        });
    }

    private void entry(FinishedRequest finished) {
        RequestReceived request = finished.request();
        Timing timing = finished.response().timing();
        json.writeStartObject();
        json.writeStringProperty(
                "startedDateTime",
                request.at().minusNanos(timing.queueNanos() + timing.receiveNanos())
                        .truncatedTo(ChronoUnit.MICROS).toString());
        json.writeNumberProperty("time", Values.millis(timing.totalNanos()));
        request(request);
        response(finished.response(), request.isHttp2());
        json.writeObjectPropertyStart("cache");
        json.writeEndObject();
        timings(timing);
        json.writeStringProperty("connection", String.valueOf(request.connection()));
        extra(finished);
        json.writeEndObject();
    }

    private void request(RequestReceived request) {
        String url = url(request);
        json.writeObjectPropertyStart("request");
        json.writeStringProperty("method", request.method());
        json.writeStringProperty("url", url);
        json.writeStringProperty("httpVersion", request.version());
        cookies(Head.field(request.headText(), "Cookie"), ";");
        headers(request.http1Head());
        queryString(url);
        json.writeNumberProperty("headersSize", size(request.headText(), request.isHttp2()));
        String length = Head.field(request.headText(), "Content-Length");
        json.writeNumberProperty("bodySize", length == null ? 0 : bodySize(length));
        json.writeEndObject();
    }

    /** What the first word of an answer's head says, which it does not in HTTP/2. */
    private static String version(String firstWord, boolean http2) {
        if (http2) {
            return RequestReceived.HTTP_2;
        }
        return firstWord.isEmpty() ? "HTTP/1.1" : firstWord;
    }

    private void response(ResponseFinished response, boolean http2) {
        String head = response.headText();
        String line = Head.firstLine(head);
        String[] words = line.split(" ", 3);
        json.writeObjectPropertyStart("response");
        json.writeNumberProperty("status", response.status());
        json.writeStringProperty("statusText", words.length > 2 ? words[2] : "");
        json.writeStringProperty("httpVersion", version(words[0], http2));
        cookies(Head.field(head, "Set-Cookie"), null);
        headers(head);
        json.writeObjectPropertyStart("content");
        json.writeNumberProperty("size", response.bodyBytes());
        json.writeStringProperty("mimeType", Objects.requireNonNullElse(response.mediaType(), "x-unknown"));
        json.writeEndObject();
        json.writeStringProperty(
                "redirectURL", Objects.requireNonNullElse(Head.field(head, "Location"), ""));
        json.writeNumberProperty("headersSize", size(head, http2));
        json.writeNumberProperty("bodySize", response.bodyBytes());
        json.writeNumberProperty("_transferSize", response.sentBytes());
        json.writeEndObject();
    }

    private void timings(Timing timing) {
        json.writeObjectPropertyStart("timings");
        json.writeNumberProperty("blocked", Values.millis(timing.queueNanos()));
        json.writeNumberProperty("dns", NO_LENGTH);
        json.writeNumberProperty("connect", NO_LENGTH);
        json.writeNumberProperty("send", Values.millis(timing.receiveNanos()));
        json.writeNumberProperty("wait", Values.millis(timing.findNanos() + timing.heldNanos()));
        json.writeNumberProperty("receive", Values.millis(timing.writeNanos() + timing.blockedNanos()));
        json.writeNumberProperty("ssl", NO_LENGTH);
        json.writeEndObject();
    }

    private void extra(FinishedRequest finished) {
        RequestReceived request = finished.request();
        ResponseFinished response = finished.response();
        json.writeObjectPropertyStart("_porthole");
        json.writeNumberProperty("request", request.number());
        json.writeNumberProperty("requestOnConnection", request.numberOnConnection());
        json.writeStringProperty("target", request.target());
        if (finished.clientPort().isPresent()) {
            json.writeStringProperty("client", finished.clientAddress());
            json.writeNumberProperty("clientPort", finished.clientPort().get());
        }
        json.writeStringProperty("rule", Values.name(response.why().rule()));
        json.writeStringProperty("detail", response.why().detail());
        if (response.file() != null) {
            json.writeStringProperty("file", response.file());
        }
        json.writeStringProperty("outcome", Values.name(response.outcome()));
        json.writeNumberProperty("queueNanos", response.timing().queueNanos());
        json.writeNumberProperty("receiveNanos", response.timing().receiveNanos());
        json.writeNumberProperty("findNanos", response.timing().findNanos());
        json.writeNumberProperty("writeNanos", response.timing().writeNanos());
        json.writeNumberProperty("blockedNanos", response.timing().blockedNanos());
        if (response.impairment().isThrottled() || response.impairment().isFaulted()) {
            json.writeNumberProperty("heldNanos", response.timing().heldNanos());
            json.writeStringProperty("network", response.impairment().network());
            json.writeStringProperty("fault", response.impairment().fault());
        }
        json.writeStringProperty("receivedAt", request.at().toString());
        json.writeStringProperty("finishedAt", response.at().toString());
        json.writeEndObject();
    }

    private void headers(String head) {
        json.writeArrayPropertyStart("headers");
        for (Head.Field field : Head.fields(head)) {
            boolean secret = SECRET.contains(field.name().toLowerCase(Locale.ROOT));
            pair(Head.text(field.name()), secret && !withSecrets ? REDACTED : Head.text(field.value()));
        }
        json.writeEndArray();
    }

    private void cookies(@Nullable String field, @Nullable String separator) {
        json.writeArrayPropertyStart("cookies");
        if (field != null && withSecrets) {
            for (String cookie : separator == null ? List.of(field) : List.of(field.split(separator))) {
                String pair = cookie.strip();
                int equals = pair.indexOf('=');
                int end = separator == null && pair.indexOf(';') >= 0 ? pair.indexOf(';') : pair.length();
                if (equals > 0 && equals < end) {
                    pair(Head.text(pair.substring(0, equals)), Head.text(pair.substring(equals + 1, end)));
                }
            }
        }
        json.writeEndArray();
    }

    private void queryString(String url) {
        json.writeArrayPropertyStart("queryString");
        int query = url.indexOf('?');
        if (query >= 0) {
            for (String parameter : url.substring(query + 1).split("&")) {
                int equals = parameter.indexOf('=');
                if (!parameter.isEmpty()) {
                    pair(equals < 0 ? parameter : parameter.substring(0, equals),
                            equals < 0 ? "" : parameter.substring(equals + 1));
                }
            }
        }
        json.writeEndArray();
    }

    private void pair(String name, String value) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeStringProperty("value", value);
        json.writeEndObject();
    }

    /** What was asked for as an absolute address; a target that fits into none is put behind the site's own. */
    private String url(RequestReceived request) {
        String target = escaped(request.target());
        String host = Head.field(request.http1Head(), "Host");
        String origin = host == null || !escaped(host).equals(host) || host.isEmpty()
                ? base.getScheme() + "://" + base.getAuthority()
                : base.getScheme() + "://" + host;
        if (target.regionMatches(true, 0, "http://", 0, 7) || target.regionMatches(true, 0, "https://", 0, 8)) {
            return target;
        }
        return origin + (target.startsWith("/") ? target : "/" + target);
    }

    /** With everything escaped that must not stand in an address (RFC 3986). */
    private static String escaped(String target) {
        StringBuilder url = new StringBuilder(target.length());
        for (byte b : target.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c > ' ' && c < 0x7f && "\"<>\\^`{|}#".indexOf(c) < 0) {
                url.append(c);
            } else {
                url.append(String.format("%%%02X", (int) c));
            }
        }
        return url.toString();
    }

    private static long bodySize(String length) {
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException e) {
            return NO_LENGTH;
        }
    }

    /** How long a head was when sent, which nobody knows of one that HTTP/2 compressed, alone. */
    private static int size(String head, boolean http2) {
        return head.isEmpty() || http2 ? NO_LENGTH : head.length();
    }

    private static void wrapped(Runnable writing) throws IOException {
        try {
            writing.run();
        } catch (JacksonException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getMessage(), e);
        }
    }
}
