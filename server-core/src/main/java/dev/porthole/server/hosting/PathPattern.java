package dev.porthole.server.hosting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path in which {@code *} stands for any characters, slashes too, and {@code :name} for one name between slashes,
 * as in {@code _headers} and {@code _redirects}. Matching takes time proportional to the path, whatever it is.
 */
public final class PathPattern {

    /** The name under which a star is found. */
    static final String SPLAT = "splat";

    private static final Pattern PLACEHOLDER = Pattern.compile(":([A-Za-z]\\w*)");

    private final String written;
    private final List<Part> before;
    private final String lastBefore;
    private final boolean splat;
    private final String after;

    /** One name: what stands around a placeholder, or the whole name when there is none. */
    private record Part(String prefix, String placeholder, String suffix) {

        boolean matches(String name, Map<String, String> found) {
            if (placeholder.isEmpty()) {
                return name.equals(prefix);
            }
            int length = name.length() - prefix.length() - suffix.length();
            if (length < 1 || !name.startsWith(prefix) || !name.endsWith(suffix)) {
                return false;
            }
            found.put(placeholder, name.substring(prefix.length(), prefix.length() + length));
            return true;
        }
    }

    private PathPattern(String written, List<Part> before, String lastBefore, boolean splat, String after) {
        this.written = written;
        this.before = before;
        this.lastBefore = lastBefore;
        this.splat = splat;
        this.after = after;
    }

    /** A pattern; empty when it has several stars, several placeholders in one name, or one behind the star. */
    static Optional<PathPattern> parse(String text) {
        String normal = PathText.normal(text);
        int star = normal.indexOf('*');
        if (!normal.startsWith("/") || star != normal.lastIndexOf('*')) {
            return Optional.empty();
        }
        String head = star < 0 ? normal : normal.substring(0, star);
        String after = star < 0 ? "" : normal.substring(star + 1);
        if (PLACEHOLDER.matcher(after).find()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(List.of(head.substring(1).split("/", -1)));
        String lastBefore = star < 0 ? "" : names.removeLast();
        List<Part> parts = new ArrayList<>();
        for (String name : names) {
            Optional<Part> part = part(name);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return PLACEHOLDER.matcher(lastBefore).find()
                ? Optional.empty()
                : Optional.of(new PathPattern(text, parts, literal(lastBefore), star >= 0, literal(after)));
    }

    private static Optional<Part> part(String name) {
        Matcher placeholder = PLACEHOLDER.matcher(name);
        if (!placeholder.find()) {
            return Optional.of(new Part(literal(name), "", ""));
        }
        Part part = new Part(
                literal(name.substring(0, placeholder.start())), placeholder.group(1),
                literal(name.substring(placeholder.end())));
        return placeholder.find() ? Optional.empty() : Optional.of(part);
    }

    /** A colon that begins no placeholder is one of the path. */
    private static String literal(String text) {
        return text.replace(":", "%3A");
    }

    /**
     * As it is written in the rule.
     *
     * @return with its stars and placeholders
     */
    public String written() {
        return written;
    }

    /**
     * The same as a regular expression for the whole path, in the dialect that PCRE and RE2 have in common.
     *
     * @param literal writes what stands there literally, which it gets in normal form
     * @param star what stands for the star, without its group
     * @param prefix before the name of each group
     * @return anchored at both ends by whoever uses it
     */
    public String regex(UnaryOperator<String> literal, String star, String prefix) {
        StringBuilder regex = new StringBuilder("^");
        for (Part part : before) {
            regex.append('/').append(literal.apply(part.prefix));
            if (!part.placeholder.isEmpty()) {
                regex.append("(?P<").append(prefix).append(part.placeholder).append(">[^/?]+)");
            }
            regex.append(literal.apply(part.suffix));
        }
        if (splat) {
            regex.append('/').append(literal.apply(lastBefore))
                    .append("(?P<").append(prefix).append(SPLAT).append('>').append(star).append(')')
                    .append(literal.apply(after));
        }
        return regex.toString();
    }

    /** Whether only one path can match. */
    boolean isStatic() {
        return !splat && before.stream().allMatch(part -> part.placeholder.isEmpty());
    }

    /** Whether a name is given a value by a match. */
    boolean names(String placeholder) {
        return splat && placeholder.equals(SPLAT)
                || before.stream().anyMatch(part -> part.placeholder.equals(placeholder));
    }

    /** Whether a path in normal form matches. */
    boolean matches(String path) {
        return match(path).isPresent();
    }

    /** What the placeholders stand for in a path in normal form; empty when it does not match. */
    Optional<Map<String, String>> match(String path) {
        Map<String, String> found = new HashMap<>();
        int at = 1;
        for (int i = 0; i < before.size(); i++) {
            boolean last = !splat && i == before.size() - 1;
            int end = path.indexOf('/', at);
            if (last != end < 0 || at > path.length()) {
                return Optional.empty();
            }
            String name = path.substring(at, last ? path.length() : end);
            if (!before.get(i).matches(name, found)) {
                return Optional.empty();
            }
            at = end + 1;
        }
        if (splat) {
            int length = path.length() - at - lastBefore.length() - after.length();
            if (length < 0 || !path.startsWith(lastBefore, at) || !path.endsWith(after)) {
                return Optional.empty();
            }
            int start = at + lastBefore.length();
            found.put(SPLAT, path.substring(start, start + length));
        }
        return Optional.of(found);
    }
}
