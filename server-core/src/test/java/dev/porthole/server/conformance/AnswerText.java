package dev.porthole.server.conformance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers as text of one character a byte: made comparable, and made readable. */
final class AnswerText {

    private static final Pattern DATE = Pattern.compile("\r\nDate: [A-Za-z0-9,: ]{29}\r\n");
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final Pattern PARTIAL = Pattern.compile("boundary=(porthole[0-9a-f]+)\r\n");
    private static final Pattern LENGTH = Pattern.compile("(?<=\r\nContent-Length: )[0-9]+");
    private static final String BOUNDARY = "porthole################";
    private static final int AROUND = 600;

    private AnswerText() {}

    /**
     * The same answers without what chance and time may decide: the date, the boundary between parts, and
     * whether a client that had not yet sent its body was told to go on.
     */
    static String comparable(String answers) {
        return evenBoundaries(DATE.matcher(answers).replaceAll("\r\nDate: now\r\n").replace(CONTINUE, ""));
    }

    /** Boundaries of one length, and lengths to match. */
    private static String evenBoundaries(String answers) {
        StringBuilder even = new StringBuilder(answers);
        Matcher partial = PARTIAL.matcher(even);
        while (partial.find()) {
            String boundary = partial.group(1);
            int longer = BOUNDARY.length() - boundary.length();
            int times = -1;
            for (int at = even.indexOf(boundary); at >= 0; at = even.indexOf(boundary, at + 1)) {
                even.replace(at, at + boundary.length(), BOUNDARY);
                times++;
            }
            Matcher length = LENGTH.matcher(even);
            if (length.find(partial.start())) {
                long evened = Long.parseLong(length.group()) + (long) longer * times;
                even.replace(length.start(), length.end(), Long.toString(evened));
            }
            partial = PARTIAL.matcher(even);
        }
        return even.toString();
    }

    /** The part around a place where something is wrong. */
    static String around(String text, int place) {
        int from = Math.max(0, place - AROUND);
        int to = Math.min(text.length(), place + AROUND);
        return (from > 0 ? "[" + from + " bytes before] " : "") + readable(text.substring(from, to))
                + (to < text.length() ? " [" + (text.length() - to) + " bytes after]" : "");
    }

    /** Every byte to be seen, and a new line after each LF. */
    static String readable(String text) {
        StringBuilder readable = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\r' -> readable.append("\\r");
                case '\n' -> readable.append("\\n\n");
                case '\\' -> readable.append("\\\\");
                default -> {
                    if (c >= ' ' && c < 0x7f) {
                        readable.append(c);
                    } else {
                        readable.append(String.format("\\x%02x", (int) c));
                    }
                }
            }
        }
        return readable.toString();
    }
}
