package dev.porthole.lab.keepalive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the end of an answer of HTTP/1.1 as its Content-Length tells it (RFC 9112, section 6.3). */
final class AnswerReader {

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *(\\d{1,9})\r\n");

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private int head = -1;
    private int length;

    /** Adds the first bytes of a buffer. */
    void add(byte[] buffer, int count) {
        received.write(buffer, 0, count);
        if (head < 0) {
            String text = received.toString(ISO_8859_1);
            int end = text.indexOf(END_OF_HEAD);
            if (end >= 0) {
                head = end + END_OF_HEAD.length();
                Matcher found = LENGTH.matcher(text.substring(0, head));
                length = found.find() ? Integer.parseInt(found.group(1)) : 0;
            }
        }
    }

    /** Whether all that was announced is there. */
    boolean whole() {
        return head >= 0 && received.size() >= head + length;
    }

    /** How many bytes of body were announced; 0 before the head is whole. */
    int declared() {
        return length;
    }

    /** Everything after the head. */
    byte[] afterHead() {
        byte[] all = received.toByteArray();
        return Arrays.copyOfRange(all, Math.clamp(head, 0, all.length), all.length);
    }
}
