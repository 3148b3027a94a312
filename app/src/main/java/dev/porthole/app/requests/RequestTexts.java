package dev.porthole.app.requests;

import dev.porthole.server.event.Timing;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short forms of what a request and its answer say, for narrow columns. */
public final class RequestTexts {

    private static final int HEX = 16;
    private static final Map<String, String> SHORT_TYPES = Map.ofEntries(
            Map.entry("javascript", "js"),
            Map.entry("plain", "text"),
            Map.entry("octet-stream", "binary"),
            Map.entry("byteranges", "ranges"),
            Map.entry("microsoft.icon", "ico"),
            Map.entry("icon", "ico"),
            Map.entry("mpeg", "mpeg"),
            Map.entry("manifest+json", "manifest"));

    private RequestTexts() {}

    /**
     * A request target as people read it: percent codes of UTF-8 become characters. What is not UTF-8, or
     * would hide or reorder text, stays as it was sent.
     */
    public static String path(String target) {
        if (target.indexOf('%') < 0) {
            return visible(target) ? target : escape(target);
        }
        byte[] bytes = new byte[target.length()];
        int length = 0;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            int code = c == '%' ? hexPair(target, i + 1) : -1;
            bytes[length++] = (byte) (code >= 0 ? code : c);
            i += code >= 0 ? 2 : 0;
        }
        try {
            String decoded = StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length)).toString();
            return visible(decoded) ? decoded : target;
        } catch (CharacterCodingException e) {
            return visible(target) ? target : escape(target);
        }
    }

    /** A request target up to its question mark. */
    static String withoutQuery(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The short name of a media type: html, js, woff2. */
    public static String type(@Nullable String mediaType) {
        if (mediaType == null) {
            return "—";
        }
        String plain = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        String name = plain.substring(plain.indexOf('/') + 1);
        String bare = name.startsWith("x-") ? name.substring(2) : name.startsWith("vnd.") ? name.substring(4) : name;
        String shortName = SHORT_TYPES.get(bare);
        if (shortName != null) {
            return shortName;
        }
        int suffix = bare.indexOf('+');
        return suffix > 0 ? bare.substring(0, suffix) : bare;
    }

    /**
     * The value of the first field with this name in a head, readable; empty when there is none.
     *
     * @param head a head as received
     * @param name the field's name, in any case
     */
    public static String field(String head, String name) {
        int line = head.indexOf('\n') + 1;
        while (line > 0) {
            int end = head.indexOf('\n', line);
            int colon = line + name.length();
            if (head.regionMatches(true, line, name, 0, name.length())
                    && colon < head.length() && head.charAt(colon) == ':') {
                return escape(head.substring(colon + 1, end < 0 ? head.length() : end).strip());
            }
            line = end + 1;
        }
        return "";
    }

    /** From the first byte of the request to the first of the answer, nanoseconds. */
    static long firstByteNanos(Timing timing) {
        return timing.totalNanos() - writingNanos(timing);
    }

    /** From the decision to the last byte, waiting for the client included, nanoseconds. */
    static long writingNanos(Timing timing) {
        return timing.writeNanos() + timing.blockedNanos();
    }

    /** Replaces what cannot be seen by its code. */
    public static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isVisible(c)) {
                safe.appendCodePoint(c);
            } else if (c <= 0xff) {
                safe.append(String.format(Locale.ROOT, "\\x%02x", c));
            } else {
                safe.append(String.format(Locale.ROOT, "\\u{%x}", c));
            }
        });
        return safe.toString();
    }

    private static boolean visible(String text) {
        return text.codePoints().allMatch(RequestTexts::isVisible);
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static int hexPair(String text, int at) {
        if (at + 1 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at), HEX);
        int low = Character.digit(text.charAt(at + 1), HEX);
        return high < 0 || low < 0 ? -1 : high * HEX + low;
    }
}
