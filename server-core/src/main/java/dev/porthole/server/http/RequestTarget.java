package dev.porthole.server.http;

import dev.porthole.server.event.Rule;
import dev.porthole.server.files.PercentEncoding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request target (RFC 9112 section 3.2) taken apart: each path segment decoded from percent-encoding on
 * its own, so that an encoded slash can never become a separator, with {@code .} and {@code ..} resolved.
 *
 * @param authority host and port from the absolute form, or null in the origin form
 * @param base the path that leads to the root, without a slash at its end; empty where the folder is the root
 * @param segments the names on the way from the root, as bytes, one character a byte
 * @param directory whether the path ends in a slash
 * @param query what follows the question mark, without it, or null
 */
record RequestTarget(
        @Nullable String authority, String base, List<String> segments, boolean directory, @Nullable String query) {

    static RequestTarget parse(String target) throws RequestRefusedException {
        String authority = null;
        String rest = target;
        if (!target.startsWith("/")) {
            int scheme = target.indexOf("://");
            if (scheme < 0 || !isHttp(target.substring(0, scheme))) {
                throw bad("not a path");
            }
            int pathStart = scheme + 3;
            while (pathStart < target.length() && "/?#".indexOf(target.charAt(pathStart)) < 0) {
                pathStart++;
            }
            authority = target.substring(scheme + 3, pathStart);
            rest = target.substring(pathStart);
        }
        if (rest.indexOf('#') >= 0) {
            throw bad("a fragment in the request target");
        }
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        String query = question < 0 ? null : rest.substring(question + 1);
        checkUtf8(rest);
        List<String> segments = new ArrayList<>();
        boolean directory = resolve(path, segments);
        return new RequestTarget(authority, "", List.copyOf(segments), directory, query);
    }

    private static boolean resolve(String path, List<String> segments) throws RequestRefusedException {
        boolean directory = true;
        for (String raw : path.split("/", -1)) {
            String segment = decode(raw);
            directory = segment.isEmpty() || segment.equals(".") || segment.equals("..");
            if (segment.equals("..")) {
                if (segments.isEmpty()) {
                    throw bad("the path leads above the root");
                }
                segments.removeLast();
            } else if (!directory) {
                segments.add(segment);
            }
        }
        return directory;
    }

    private static boolean isHttp(String scheme) {
        return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
    }

    /** The same with another root, which these names lead to. */
    RequestTarget below(List<String> names) {
        RequestTarget top = new RequestTarget(authority, "", names, false, null);
        List<String> inside = segments.subList(names.size(), segments.size());
        return new RequestTarget(authority, top.normalizedPath(), inside, directory, query);
    }

    /** The whole path in normal form: bytes outside the unreserved set percent-encoded, no double slash. */
    String normalizedPath() {
        return base + path();
    }

    /** The path from the root in normal form. */
    String path() {
        StringBuilder path = new StringBuilder("/");
        for (int i = 0; i < segments.size(); i++) {
            if (i > 0) {
                path.append('/');
            }
            PercentEncoding.encode(segments.get(i), path);
        }
        if (directory && !segments.isEmpty()) {
            path.append('/');
        }
        return path.toString();
    }

    /** The question mark and the query as they can stand in a header field: raw bytes above 127 percent-encoded. */
    String sentQuery() {
        if (query == null) {
            return "";
        }
        StringBuilder sent = new StringBuilder("?");
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c < 128) {
                sent.append(c);
            } else {
                PercentEncoding.encode(String.valueOf(c), sent);
            }
        }
        return sent.toString();
    }

    /** Whether it is one of the pages that the server has for itself. */
    boolean isOwnPage() {
        return !segments.isEmpty() && segments.getFirst().equals(".porthole");
    }

    /** The path decoded, as people read it. */
    String readablePath() {
        String bytes = "/" + String.join("/", segments) + (directory && !segments.isEmpty() ? "/" : "");
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String decode(String raw) throws RequestRefusedException {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        StringBuilder decoded = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = i + 2 < raw.length() ? Grammar.hexDigit(raw.charAt(i + 1)) : -1;
                int low = i + 2 < raw.length() ? Grammar.hexDigit(raw.charAt(i + 2)) : -1;
                if (high < 0 || low < 0) {
                    throw bad("a percent sign without two hexadecimal digits");
                }
                c = (char) (high << 4 | low);
                if (c == 0) {
                    throw bad("a NUL byte in the path");
                }
                i += 2;
            }
            decoded.append(c);
        }
        return decoded.toString();
    }

    /** Bytes above 127 sent raw are taken as if percent-encoded, as typed by people, but only as UTF-8. */
    private static void checkUtf8(String text) throws RequestRefusedException {
        if (text.chars().allMatch(c -> c < 128)) {
            return;
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (CharacterCodingException e) {
            throw bad("bytes that are not UTF-8 in the request target");
        }
    }

    private static RequestRefusedException bad(String what) {
        return new RequestRefusedException(400, Rule.BAD_TARGET, what);
    }
}
