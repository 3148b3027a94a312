package dev.porthole.app.publish;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes literal pieces of a path, given in normal form, into a regular expression: only letters, digits and a few
 * others stand for themselves, all else by its number, so that nothing can mean something to the expression or to the
 * file it stands in.
 */
final class Literals {

    private static final int HEX = 16;

    private Literals() {}

    /** As a client sends it: still percent-encoded. */
    static String sent(String normal) {
        return bytes(normal.getBytes(StandardCharsets.US_ASCII));
    }

    /** Decoded, as bytes (PCRE without UTF). */
    static String decodedBytes(String normal) {
        return bytes(decode(normal));
    }

    /** Decoded, as characters (RE2). */
    static String decodedCharacters(String normal) {
        StringBuilder regex = new StringBuilder();
        new String(decode(normal), StandardCharsets.UTF_8).codePoints().forEach(c -> {
            if (isPlain(c)) {
                regex.appendCodePoint(c);
            } else {
                regex.append("\\x{").append(Integer.toHexString(c)).append('}');
            }
        });
        return regex.toString();
    }

    private static String bytes(byte[] bytes) {
        StringBuilder regex = new StringBuilder();
        for (byte each : bytes) {
            if (isPlain(each)) {
                regex.append((char) each);
            } else {
                regex.append(String.format("\\x%02x", each & 0xff));
            }
        }
        return regex.toString();
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '/' || c == '_' || c == '-';
    }

    private static byte[] decode(String normal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < normal.length(); i++) {
            char c = normal.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(normal, i + 1, i + 3, HEX));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }
}
