package dev.porthole.app.lab.record;

import dev.porthole.lab.event.LabEvent;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Writes recordings: each method makes one line, in pure ASCII, without its end. */
public final class RecordingWriter {

    /** The version of the format. */
    static final int VERSION = 1;

    private static final JsonFactory JSON = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private RecordingWriter() {}

    /** The first line. */
    public static String header(RecordingHeader header) {
        return object(json -> {
            json.writeNumberProperty("lab", VERSION);
            json.writeStringProperty("script", header.script());
            json.writeStringProperty("experiment", header.experiment());
            json.writeStringProperty("evidence", header.evidence().name());
            json.writeStringProperty("os", header.os());
            json.writeStringProperty("kernel", header.kernel());
            json.writeStringProperty("processor", header.processor());
            json.writeStringProperty("jdk", header.jdk());
            json.writeStringProperty("date", header.date().toString());
        });
    }

    /** A line for an event. Keys of messages stay keys. */
    public static String event(LabEvent event) {
        return switch (event) {
            case LabEvent.Step step -> object(json -> {
                begin(json, "step", event);
                words(json, step.key(), step.arguments());
            });
            case LabEvent.Call call -> object(json -> {
                begin(json, "call", event);
                json.writeStringProperty("thread", call.thread());
                json.writeStringProperty("name", call.name());
                json.writeStringProperty("arguments", call.arguments());
                json.writeNumberProperty("result", call.result());
                json.writeStringProperty("error", call.error());
                json.writeNumberProperty("took", call.took());
            });
            case LabEvent.Line line -> object(json -> {
                begin(json, "line", event);
                json.writeStringProperty("program", line.program());
                json.writeStringProperty("text", line.text());
            });
            case LabEvent.Told told -> object(json -> {
                begin(json, "told", event);
                json.writeStringProperty("row", told.row());
                json.writeStringProperty("column", told.column());
                json.writeStringProperty("told", told.told());
            });
            case LabEvent.Reading reading -> object(json -> {
                begin(json, "reading", event);
                json.writeStringProperty("series", reading.series());
                json.writeNumberProperty("at", reading.at());
                json.writeNumberProperty("value", reading.value());
                json.writeStringProperty("unit", reading.unit());
            });
            case LabEvent.Finding finding -> object(json -> {
                begin(json, "finding", event);
                words(json, finding.key(), finding.arguments());
            });
        };
    }

    /** The last line; a recording without it was not written to its end. */
    public static String end(long events) {
        return object(json -> json.writeNumberProperty("end", events));
    }

    private static void begin(JsonGenerator json, String kind, LabEvent event) {
        json.writeStringProperty("event", kind);
        json.writeNumberProperty("nanos", event.nanos());
    }

    private static void words(JsonGenerator json, String key, List<String> arguments) {
        json.writeStringProperty("key", key);
        json.writeArrayPropertyStart("arguments");
        arguments.forEach(json::writeString);
        json.writeEndArray();
    }

    private static String object(Consumer<JsonGenerator> properties) {
        StringWriter line = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            properties.accept(json);
            json.writeEndObject();
        }
        return line.toString();
    }
}
