package dev.porthole.app.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a head that is kept as it went over the wire, one character a byte. */
final class Head {

    /** A header field: its name as sent and its value without the blanks around it. */
    record Field(String name, String value) {}

    private Head() {}

    /** The first line without its end; may be empty. */
    static String firstLine(String head) {
        int end = head.indexOf('\n');
        if (end < 0) {
            return head;
        }
        return head.substring(0, end > 0 && head.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    /** A field's value, repeated ones joined as RFC 9110 section 5.3 says; null if absent. */
    static @Nullable String field(String head, String name) {
        String joined = null;
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

    /** What was sent as UTF-8 as its letters; anything else stays one character a byte. */
    static String text(String bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes;
        }
    }

    /** All fields in the order in which they were sent. A line without a colon is a name without a value. */
    static List<Field> fields(String head) {
        List<Field> fields = new ArrayList<>();
        int start = head.indexOf('\n') + 1;
        while (start > 0 && start < head.length()) {
            int end = head.indexOf('\n', start);
            end = end < 0 ? head.length() : end;
            String line = head.substring(start, end).stripTrailing();
            int colon = line.indexOf(':');
            if (colon >= 0) {
                fields.add(new Field(line.substring(0, colon), line.substring(colon + 1).strip()));
            } else if (!line.isEmpty()) {
                fields.add(new Field(line, ""));
            }
            start = end + 1;
        }
        return fields;
    }
}
