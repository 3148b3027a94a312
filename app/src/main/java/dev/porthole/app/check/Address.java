package dev.porthole.app.check;

import dev.porthole.server.files.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address within the site, RFC 3986, 5.2, read as forgivingly as browsers do.
 *
 * @param path the decoded path with a slash at its beginning
 * @param query as it is written, without its question mark; empty for none
 * @param anchor the decoded place in the page; empty for none
 */
record Address(String path, String query, String anchor) {

    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*):");

    /** A path alone. */
    static Address of(String path) {
        return new Address(path, "", "");
    }

    /** Whether something is fetched from elsewhere without encryption. */
    static boolean isUnencrypted(String written) {
        return written.strip().toLowerCase(Locale.ROOT).startsWith("http://");
    }

    /**
     * Follows an address from a page.
     *
     * @param from the path of the page
     * @return nothing for an address of another site, or of no site
     */
    static Optional<Address> resolve(String from, String written) {
        String rest = written.strip();
        Matcher scheme = SCHEME.matcher(rest);
        if (scheme.find() || rest.startsWith("//") || rest.startsWith("\\\\")) {
            return Optional.empty();
        }
        String anchor = "";
        int hash = rest.indexOf('#');
        if (hash >= 0) {
            anchor = decoded(rest.substring(hash + 1));
            rest = rest.substring(0, hash);
        }
        String query = "";
        int question = rest.indexOf('?');
        if (question >= 0) {
            query = rest.substring(question + 1);
            rest = rest.substring(0, question);
        }
        String path = decoded(rest).replace('\\', '/');
        if (path.isEmpty()) {
            return Optional.of(new Address(from, query, anchor));
        }
        String whole = path.startsWith("/") ? path : from.substring(0, from.lastIndexOf('/') + 1) + path;
        return Optional.of(new Address(withoutDots(whole), query, anchor));
    }

    /** As browsers ask for it, RFC 9112, 3.2.1: percent-encoded, without the anchor. */
    String target() {
        StringBuilder target = new StringBuilder();
        for (String name : path.substring(1).split("/", -1)) {
            target.append('/');
            PercentEncoding.encode(bytes(name), target);
        }
        if (!query.isEmpty()) {
            target.append('?');
            for (char each : bytes(query).toCharArray()) {
                if (each > ' ' && each < 0x7f) {
                    target.append(each);
                } else {
                    PercentEncoding.encode(String.valueOf(each), target);
                }
            }
        }
        return target.toString();
    }

    /** The bytes of UTF-8, one character each. */
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String withoutDots(String path) {
        Deque<String> names = new ArrayDeque<>();
        String[] parts = path.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (parts[i].equals("..")) {
                names.pollLast();
            } else if (!parts[i].equals(".") && (!parts[i].isEmpty() || last)) {
                names.addLast(parts[i]);
                continue;
            }
            if (last) {
                names.addLast("");
            }
        }
        return "/" + String.join("/", names);
    }

    /** Percent-decoding; what is no escape stays as it is. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (in[i] == '%' && high >= 0 && low >= 0) {
                out[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                out[length++] = in[i];
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }
}
