package dev.porthole.app.inspector;

import dev.porthole.app.requests.RequestTexts;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a head, as it came over the wire.
 *
 * @param number its number; the first line is 0
 * @param name what stands before the value: a field name with its colon, a method, a version
 * @param value the rest of the line
 */
public record HeadLine(int number, String name, String value) {

    /** Splits a head, one character a byte, into its lines, the empty one at its end included. */
    public static List<HeadLine> split(String headText) {
        byte[] head = headText.getBytes(StandardCharsets.ISO_8859_1);
        List<HeadLine> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < head.length; i++) {
            if (head[i] == '\n') {
                int end = i > start && head[i - 1] == '\r' ? i - 1 : i;
                lines.add(line(lines.size(), text(head, start, end)));
                start = i + 1;
            }
        }
        if (start < head.length) {
            lines.add(line(lines.size(), text(head, start, head.length)));
        }
        return lines;
    }

    /** The whole line. */
    public String text() {
        return name + value;
    }

    private static HeadLine line(int number, String text) {
        int end = number == 0 ? text.indexOf(' ') : text.indexOf(':', 1) + 1;
        return end <= 0 ? new HeadLine(number, "", text)
                : new HeadLine(number, text.substring(0, end), text.substring(end));
    }

    /** As UTF-8 where it is UTF-8, otherwise one character a byte; what cannot be seen is shown as its code. */
    private static String text(byte[] head, int start, int end) {
        ByteBuffer bytes = ByteBuffer.wrap(head, start, end - start);
        try {
            return RequestTexts.escape(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return RequestTexts.escape(new String(head, start, end - start, StandardCharsets.ISO_8859_1));
        }
    }
}
