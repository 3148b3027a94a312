package dev.porthole.app.lab.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** One line of a recording: an object of texts, numbers and lists of texts; whatever else is in it is passed over. */
final class JsonLine {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();

    private JsonLine() {}

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is no object, or more than one
     */
    static JsonLine read(String text) {
        JsonLine line = new JsonLine();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                line.property(json);
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new IllegalArgumentException("not one object");
            }
            return line;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void property(JsonParser json) {
        String name = json.currentName();
        JsonToken token = json.nextToken();
        if (token != null && token.isScalarValue()) {
            values.put(name, json.getString());
        } else if (token == JsonToken.START_ARRAY) {
            lists.put(name, list(json));
        } else {
            json.skipChildren();
        }
    }

    private static List<String> list(JsonParser json) {
        List<String> texts = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == null) {
                throw new IllegalArgumentException("a list without an end");
            }
            if (token.isScalarValue()) {
                texts.add(json.getString());
            } else {
                json.skipChildren();
            }
        }
        return texts;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A text; empty if it is missing. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** A whole number; 0 if it is missing. */
    long number(String name) {
        return has(name) ? Long.parseLong(text(name)) : 0;
    }

    /** Any number; 0 if it is missing. */
    double real(String name) {
        return has(name) ? Double.parseDouble(text(name)) : 0;
    }

    /** A list of texts; empty if it is missing. */
    List<String> texts(String name) {
        return lists.getOrDefault(name, List.of());
    }
}
