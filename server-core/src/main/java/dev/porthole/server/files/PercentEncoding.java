package dev.porthole.server.files;

import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding (RFC 3986 section 2.1) of names that are bytes, one character a byte.
 */
public final class PercentEncoding {

    private static final String HEX = "0123456789ABCDEF";

    private PercentEncoding() {}

    /**
     * Appends the name with every byte encoded that could mean something in a path.
     *
     * @param bytes a name, one character a byte
     * @param out where the encoded name goes
     */
    public static void encode(String bytes, StringBuilder out) {
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || "-._~!$'()*,@".indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
            }
        }
    }

    /**
     * Decodes what was encoded by a trusted encoder; the result is bytes, one character each.
     *
     * @param encoded with two hexadecimal digits after each percent sign
     * @return the name, one character a byte
     */
    public static String decode(String encoded) {
        StringBuilder bytes = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                c = (char) Integer.parseInt(encoded, i + 1, i + 3, 16);
                i += 2;
            }
            bytes.append(c);
        }
        return bytes.toString();
    }

    /**
     * {@return bytes, one character each, read as UTF-8 for human eyes; what is not UTF-8 shows as U+FFFD}
     *
     * @param bytes a name, one character a byte
     */
    public static String readable(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
