package dev.porthole.server.http;

import java.util.List;

/**
 * A request head that came on a stream of its own, with the pseudo-header fields of RFC 9113 section 8.3 put where
 * HTTP/1.1 has what they say.
 *
 * @param method of {@code :method}
 * @param target of {@code :path}, one character a byte
 * @param fields the header fields in the order received, with a Host made of {@code :authority}
 * @param text all that was received, as text: one line each, with its name, a colon and its value, and an empty one
 */
public record StreamHead(String method, String target, List<Field> fields, String text) {

    /**
     * One field.
     *
     * @param name in lower case, as HTTP/2 has it
     * @param value without blanks around it
     */
    public record Field(String name, String value) {}

    /** Copies the fields. */
    public StreamHead {
        fields = List.copyOf(fields);
    }
}
