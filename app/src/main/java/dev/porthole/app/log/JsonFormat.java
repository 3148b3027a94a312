package dev.porthole.app.log;

import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** One JSON object a line (NDJSON), in pure ASCII. Times are UTC, durations milliseconds. */
public final class JsonFormat implements LineFormat {

    private final JsonFactory json =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public String line(FinishedRequest finished) {
        StringWriter line = new StringWriter(512);
        try (JsonGenerator object = json.createGenerator(ObjectWriteContext.empty(), line)) {
            object.writeStartObject();
            write(object, finished);
            object.writeEndObject();
        }
        return line.toString();
    }

    private static void write(JsonGenerator object, FinishedRequest finished) {
        RequestReceived request = finished.request();
        ResponseFinished response = finished.response();
        object.writeStringProperty("time", request.at().toString());
        object.writeNumberProperty("request", request.number());
        object.writeNumberProperty("connection", request.connection());
        object.writeNumberProperty("requestOnConnection", request.numberOnConnection());
        object.writeStringProperty("client", finished.clientAddress());
        finished.clientPort().ifPresent(port -> object.writeNumberProperty("clientPort", port));
        object.writeStringProperty("method", request.method());
        object.writeStringProperty("target", request.target());
        object.writeStringProperty("version", request.version());
        writeIfKnown(object, "host", finished.header("Host"));
        writeIfKnown(object, "referer", finished.header("Referer"));
        writeIfKnown(object, "userAgent", finished.header("User-Agent"));
        object.writeNumberProperty("status", response.status());
        object.writeStringProperty("rule", Values.name(response.why().rule()));
        writeIfKnown(object, "detail", nullIfEmpty(response.why().detail()));
        writeIfKnown(object, "file", response.file());
        writeIfKnown(object, "mediaType", response.mediaType());
        object.writeNumberProperty("bodyBytes", response.bodyBytes());
        object.writeNumberProperty("sentBytes", response.sentBytes());
        object.writeNumberProperty("queueMs", Values.millis(response.timing().queueNanos()));
        object.writeNumberProperty("receiveMs", Values.millis(response.timing().receiveNanos()));
        object.writeNumberProperty("findMs", Values.millis(response.timing().findNanos()));
        object.writeNumberProperty("writeMs", Values.millis(response.timing().writeNanos()));
        object.writeNumberProperty("blockedMs", Values.millis(response.timing().blockedNanos()));
        object.writeNumberProperty("heldMs", Values.millis(response.timing().heldNanos()));
        object.writeNumberProperty("totalMs", Values.millis(response.timing().totalNanos()));
        object.writeStringProperty("outcome", Values.name(response.outcome()));
        writeIfKnown(object, "network", nullIfEmpty(response.impairment().network()));
        writeIfKnown(object, "fault", nullIfEmpty(response.impairment().fault()));
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void writeIfKnown(JsonGenerator object, String name, @Nullable String value) {
        if (value != null) {
            object.writeStringProperty(name, value);
        }
    }
}
