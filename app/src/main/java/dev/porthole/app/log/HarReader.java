package dev.porthole.app.log;

import dev.porthole.app.text.Phrase;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Impairment;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads an HTTP Archive (HAR 1.2), of this program or of another, into a log. It reads as it goes, so that a
 * large file takes no more memory than the log keeps; bodies are passed over. What an entry does not tell is
 * left empty, and the rule of a foreign one is {@link Rule#NOT_TOLD}.
 */
public final class HarReader {

    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final double LONGEST_MILLIS = 1e12;
    private static final int MOST_FIELDS = 10_000;

    /** How browsers write that it was HTTP/2. */
    private static final Set<String> HTTP_2 = Set.of("http/2", "http/2.0", "h2");

    private final EventLog log;
    private final BooleanSupplier cancelled;
    private final Map<String, Long> connections = new HashMap<>();
    private long requests;

    private HarReader(EventLog log, BooleanSupplier cancelled) {
        this.log = log;
        this.cancelled = cancelled;
    }

    /**
     * Reads all entries of an archive.
     *
     * @param in the archive, in UTF-8; not closed
     * @param log where they go: a log of their own, still empty
     * @param cancelled is asked before each entry; true ends the reading early
     * @return how many entries were read
     * @throws UnreadableLogException if it is no archive, or breaks off
     * @throws IOException if the file cannot be read
     */
    public static long read(InputStream in, EventLog log, BooleanSupplier cancelled) throws IOException {
        HarReader reader = new HarReader(log, cancelled);
        try (JsonParser json = JsonFactory.builder().build().createParser(ObjectReadContext.empty(), in)) {
            if (!reader.archive(json)) {
                throw new UnreadableLogException(Phrase.of("har.none"));
            }
            return reader.requests;
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new UnreadableLogException(reader.requests == 0
                    ? Phrase.of("har.none")
                    : Phrase.of("har.broken", reader.requests, line), e);
        }
    }

    /** Whether there was a list of entries. */
    private boolean archive(JsonParser json) {
        boolean[] found = {false};
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        object(json, (name, value) -> {
            if (!name.equals("log") || value != JsonToken.START_OBJECT) {
                return false;
            }
            object(json, (inner, start) -> {
                if (!inner.equals("entries") || start != JsonToken.START_ARRAY) {
                    return false;
                }
                found[0] = true;
                while (json.nextToken() != JsonToken.END_ARRAY && !cancelled.getAsBoolean()) {
                    if (json.currentToken() == JsonToken.START_OBJECT) {
                        entry(json);
                    } else {
                        json.skipChildren();
                    }
                }
                return true;
            });
            return true;
        });
        return found[0];
    }

    /** What is known of one entry while it is read. */
    private static final class Entry {
        @Nullable Instant started;
        String connection = "";
        String method = "";
        String url = "";
        String version = "HTTP/1.1";
        final StringBuilder requestFields = new StringBuilder();
        int status;
        String statusText = "";
        String responseVersion = "HTTP/1.1";
        final StringBuilder responseFields = new StringBuilder();
        @Nullable String mediaType;
        double contentSize = -1;
        double bodySize = -1;
        double headersSize = -1;
        double transferSize = -1;
        final Map<String, Double> timings = new HashMap<>();
        final Map<String, String> own = new HashMap<>();
    }

    private void entry(JsonParser json) {
        Entry entry = new Entry();
        object(json, (name, token) -> {
            switch (name) {
                case "startedDateTime" -> entry.started = instant(json.getValueAsString());
                case "connection" -> entry.connection = text(json);
                case "request" -> request(json, token, entry);
                case "response" -> response(json, token, entry);
                case "timings" -> numbers(json, token, entry.timings);
                case "_porthole" -> texts(json, token, entry.own);
                default -> {
                    return false;
                }
            }
            return token.isScalarValue() || json.currentToken() == JsonToken.END_OBJECT;
        });
        tell(entry);
    }

    private static void request(JsonParser json, JsonToken start, Entry entry) {
        if (start != JsonToken.START_OBJECT) {
            return;
        }
        object(json, (name, token) -> {
            switch (name) {
                case "method" -> entry.method = text(json);
                case "url" -> entry.url = text(json);
                case "httpVersion" -> entry.version = text(json);
                case "headers" -> {
                    return fields(json, token, entry.requestFields);
                }
                default -> {
                    return false;
                }
            }
            return token.isScalarValue();
        });
    }

    private static void response(JsonParser json, JsonToken start, Entry entry) {
        if (start != JsonToken.START_OBJECT) {
            return;
        }
        object(json, (name, token) -> {
            switch (name) {
                case "status" -> entry.status = (int) json.getValueAsDouble(0);
                case "statusText" -> entry.statusText = text(json);
                case "httpVersion" -> entry.responseVersion = text(json);
                case "headersSize" -> entry.headersSize = json.getValueAsDouble(-1);
                case "bodySize" -> entry.bodySize = json.getValueAsDouble(-1);
                case "_transferSize" -> entry.transferSize = json.getValueAsDouble(-1);
                case "headers" -> {
                    return fields(json, token, entry.responseFields);
                }
                case "content" -> {
                    return content(json, token, entry);
                }
                default -> {
                    return false;
                }
            }
            return token.isScalarValue();
        });
    }

    private static boolean content(JsonParser json, JsonToken start, Entry entry) {
        if (start != JsonToken.START_OBJECT) {
            return false;
        }
        object(json, (name, token) -> {
            switch (name) {
                case "size" -> entry.contentSize = json.getValueAsDouble(-1);
                case "mimeType" -> {
                    String type = text(json);
                    entry.mediaType = type.isEmpty() || type.equals("x-unknown") ? null : type;
                }
                default -> {
                    return false;
                }
            }
            return token.isScalarValue();
        });
        return true;
    }

    private void tell(Entry entry) {
        long number = ++requests;
        Map<String, String> own = entry.own;
        String key = entry.connection.isEmpty() ? "request " + number : entry.connection;
        Long known = connections.get(key);
        long connection = known == null ? unusedNumber(own, entry.connection) : known;
        Instant started = Objects.requireNonNullElse(entry.started, Instant.EPOCH);
        if (known == null) {
            connections.put(key, connection);
            InetSocketAddress client = client(own);
            if (client != null) {
                log.accept(new ConnectionOpened(connection, started, client));
            }
        }
        Timing timing = new Timing(
                number(own, "queueNanos", nanos(entry, "blocked")),
                number(own, "receiveNanos", nanos(entry, "send")),
                number(own, "findNanos", nanos(entry, "wait")),
                number(own, "writeNanos", nanos(entry, "receive")),
                number(own, "blockedNanos", 0),
                number(own, "heldNanos", 0));
        String target = own.getOrDefault("target", target(entry.url));
        Instant received = moment(
                own.get("receivedAt"), started.plusNanos(timing.queueNanos() + timing.receiveNanos()));
        String version = own.isEmpty() && HTTP_2.contains(entry.version.toLowerCase(Locale.ROOT))
                ? RequestReceived.HTTP_2 : entry.version;
        log.accept(new RequestReceived(
                number, connection, Math.clamp(number(own, "requestOnConnection", 1), 1, Integer.MAX_VALUE),
                received, entry.method, target, version,
                head(entry.method + " " + target + " " + version, entry.requestFields)));
        // A browser notes a request that got no answer with the status 0: it stays without one here too.
        if (entry.status >= 100 && entry.status <= 599) {
            log.accept(response(entry, number, connection, timing, received));
        }
    }

    /** The number that this program gave a connection before, so that it can be found again; else the next. */
    private long unusedNumber(Map<String, String> own, String before) {
        long next = 1 + connections.values().stream().mapToLong(Long::longValue).max().orElse(0);
        long kept = own.isEmpty() || !before.matches("[1-9][0-9]{0,17}") ? next : Long.parseLong(before);
        return connections.containsValue(kept) ? next : kept;
    }

    private static ResponseFinished response(
            Entry entry, long number, long connection, Timing timing, Instant received) {
        Map<String, String> own = entry.own;
        long body = whole(entry.bodySize >= 0 ? entry.bodySize : entry.contentSize);
        long sent = entry.transferSize > 0
                ? whole(entry.transferSize)
                : Math.max(0, whole(entry.headersSize)) + Math.max(0, body);
        Instant finished = received.plusNanos(timing.totalNanos()
                - timing.queueNanos() - timing.receiveNanos());
        return new ResponseFinished(
                number, connection, moment(own.get("finishedAt"), finished), entry.status,
                new Why(constant(own.get("rule"), Rule.NOT_TOLD), own.getOrDefault("detail", "")),
                own.get("file"), entry.mediaType, Math.max(0, body), sent,
                head(entry.responseVersion + " " + entry.status + " " + entry.statusText, entry.responseFields),
                timing, constant(own.get("outcome"), Outcome.COMPLETE),
                Impairment.of(own.getOrDefault("network", ""), own.getOrDefault("fault", "")));
    }

    /** A head as it would go over the wire, one character a byte. Nothing is known of one without fields. */
    private static String head(String firstLine, StringBuilder fields) {
        if (fields.isEmpty()) {
            return "";
        }
        String text = oneLine(firstLine) + "\r\n" + fields + "\r\n";
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String oneLine(String text) {
        return text.replace('\r', ' ').replace('\n', ' ');
    }

    private static String target(String url) {
        try {
            URI uri = URI.create(url);
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    private static @Nullable InetSocketAddress client(Map<String, String> own) {
        try {
            String address = own.get("client");
            return address == null
                    ? null
                    : new InetSocketAddress(
                            InetAddress.ofLiteral(address), Math.clamp(number(own, "clientPort", 0), 0, 65_535));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static long nanos(Entry entry, String part) {
        return (long) (Math.clamp(entry.timings.getOrDefault(part, 0.0), 0, LONGEST_MILLIS) * NANOS_PER_MILLI);
    }

    private static long whole(double number) {
        return (long) Math.clamp(number, -1, 1e18);
    }

    private static long number(Map<String, String> own, String name, long otherwise) {
        try {
            return own.containsKey(name) ? Math.max(0, Long.parseLong(own.get(name))) : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static Instant moment(@Nullable String text, Instant otherwise) {
        return Objects.requireNonNullElse(instant(text), otherwise);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static <E extends Enum<E>> E constant(@Nullable String name, E otherwise) {
        if (name != null) {
            for (E one : otherwise.getDeclaringClass().getEnumConstants()) {
                if (one.name().equals(name.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                    return one;
                }
            }
        }
        return otherwise;
    }

    /** Takes one property, at whose value the parser stands; false leaves it to be passed over. */
    @FunctionalInterface
    private interface Property {
        boolean take(String name, JsonToken value);
    }

    private static void object(JsonParser json, Property property) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (!property.take(name, value)) {
                json.skipChildren();
            }
        }
    }

    private static boolean fields(JsonParser json, JsonToken start, StringBuilder fields) {
        if (start != JsonToken.START_ARRAY) {
            return false;
        }
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String[] pair = {"", ""};
            if (json.currentToken() == JsonToken.START_OBJECT) {
                object(json, (name, token) -> {
                    List<String> parts = List.of("name", "value");
                    if (parts.contains(name)) {
                        pair[parts.indexOf(name)] = text(json);
                    }
                    return token.isScalarValue();
                });
                if (++count <= MOST_FIELDS) {
                    fields.append(oneLine(pair[0])).append(": ").append(oneLine(pair[1])).append("\r\n");
                }
            } else {
                json.skipChildren();
            }
        }
        return true;
    }

    private static void numbers(JsonParser json, JsonToken start, Map<String, Double> found) {
        if (start == JsonToken.START_OBJECT) {
            object(json, (name, token) -> {
                if (token.isNumeric()) {
                    found.put(name, json.getValueAsDouble(0));
                }
                return token.isScalarValue();
            });
        }
    }

    private static void texts(JsonParser json, JsonToken start, Map<String, String> found) {
        if (start == JsonToken.START_OBJECT) {
            object(json, (name, token) -> {
                if (token.isScalarValue()) {
                    found.put(name, text(json));
                }
                return token.isScalarValue();
            });
        }
    }

    private static String text(JsonParser json) {
        return Objects.requireNonNullElse(json.getValueAsString(), "");
    }
}
