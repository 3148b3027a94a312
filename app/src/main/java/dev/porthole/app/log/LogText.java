package dev.porthole.app.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Makes text that came from outside fit to be printed: nothing in it can end the line, move the cursor or
 * change the direction of what follows.
 */
public final class LogText {

    private static final HexFormat HEX = HexFormat.of();

    private LogText() {}

    /** Escapes the bytes of a request (one character a byte) the way Apache's httpd does in its log. */
    public static String apacheEscaped(String bytes) {
        return escaped(bytes, true);
    }

    /** The bytes of a request (one character a byte) for a reader: quotation marks need no escape. */
    public static String readable(String bytes) {
        return escaped(bytes, false);
    }

    private static String escaped(String bytes, boolean quoted) {
        StringBuilder escaped = new StringBuilder(bytes.length() + 16);
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            switch (c) {
                case '"' -> escaped.append(quoted ? "\\\"" : "\"");
                case '\\' -> escaped.append("\\\\");
                case '\b' -> escaped.append("\\b");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '\u000b' -> escaped.append("\\v");
                default -> {
                    if (c >= ' ' && c <= '~') {
                        escaped.append(c);
                    } else {
                        escaped.append("\\x").append(HEX.toHexDigits((byte) c));
                    }
                }
            }
        }
        return escaped.toString();
    }

    /** Text of this computer (a path, an argument) on one line, control and direction characters escaped. */
    public static String printable(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isPrintable(c)) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(String.format("\\u%04x", c));
            }
        });
        return escaped.toString();
    }

    /**
     * A request target in which percent-encoded UTF-8 is shown as the letters it stands for, as browsers do:
     * {@code /%E6%96%87} becomes {@code /文}. Encoded ASCII stays encoded, so the line cannot mislead.
     */
    public static String lettersDecoded(String target) {
        if (target.indexOf('%') < 0) {
            return target;
        }
        StringBuilder decoded = new StringBuilder(target.length());
        int i = 0;
        while (i < target.length()) {
            int end = i;
            while (encodedByte(target, end) > 0x7f) {
                end += 3;
            }
            if (end > i) {
                String encoded = target.substring(i, end);
                decoded.append(letters(encoded));
                i = end;
            } else {
                decoded.append(target.charAt(i));
                i++;
            }
        }
        return decoded.toString();
    }

    /** The byte that {@code %XX} at this place stands for, or -1. */
    private static int encodedByte(String target, int at) {
        boolean encoded = at + 2 < target.length()
                && target.charAt(at) == '%'
                && HexFormat.isHexDigit(target.charAt(at + 1))
                && HexFormat.isHexDigit(target.charAt(at + 2));
        return encoded ? HexFormat.fromHexDigits(target, at + 1, at + 3) : -1;
    }

    private static String letters(String encoded) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(HEX.parseHex(encoded.replace("%", ""))))
                    .toString();
            boolean harmless = text.codePoints()
                    .allMatch(c -> isPrintable(c) && !Character.isWhitespace(c) && !Character.isSpaceChar(c));
            return harmless ? text : encoded;
        } catch (CharacterCodingException notUtf8) {
            return encoded;
        }
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
