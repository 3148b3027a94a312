package dev.porthole.server.hosting;

import dev.porthole.server.files.PercentEncoding;
import java.nio.charset.StandardCharsets;

/**
 * Brings the paths in rules into the form of a request's normal path: bytes outside the unreserved set are
 * percent-encoded, so that two spellings of one name are equal. What means something in a pattern stays.
 */
final class PathText {

    private static final int HEX = 16;

    private PathText() {}

    /** A path or pattern as it is written in a rule, in normal form; {@code *}, {@code :} and slashes stay. */
    static String normal(String written) {
        String bytes = new String(written.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        StringBuilder normal = new StringBuilder(bytes.length());
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c == '/' || c == '*' || c == ':') {
                normal.append(c);
            } else if (c == '%' && isEncoded(bytes, i)) {
                char byteThere = (char) Integer.parseInt(bytes, i + 1, i + 3, HEX);
                PercentEncoding.encode(String.valueOf(byteThere), normal);
                i += 2;
            } else {
                PercentEncoding.encode(String.valueOf(c), normal);
            }
        }
        return normal.toString();
    }

    /** A piece that a visitor sent, so that it can stand in a path: nothing in it can end or begin one. */
    static String harmless(String sent) {
        StringBuilder harmless = new StringBuilder(sent.length());
        for (int i = 0; i < sent.length(); i++) {
            char c = sent.charAt(i);
            if (c == '%' && isEncoded(sent, i)) {
                harmless.append(sent, i, i + 3);
                i += 2;
            } else if (c < 256) {
                PercentEncoding.encode(String.valueOf(c), harmless);
            }
        }
        return harmless.toString();
    }

    private static boolean isEncoded(String text, int percent) {
        return percent + 2 < text.length()
                && Character.digit(text.charAt(percent + 1), HEX) >= 0
                && Character.digit(text.charAt(percent + 2), HEX) >= 0
                && text.charAt(percent + 1) < 128 && text.charAt(percent + 2) < 128;
    }
}
