package dev.porthole.server.hosting;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A header field that the user adds to answers. In the pattern {@code *} stands for any characters, slashes too;
 * {@code *.wasm} is the same as {@code /*.wasm}. Of several rules for one field the last that matches holds.
 *
 * @param pattern of the paths it holds for
 * @param name the field's name, a token (RFC 9110 section 5.6.2)
 * @param value its value, visible US-ASCII, blanks and tabs (5.5)
 */
public record HeaderRule(String pattern, String name, String value) {

    /** As long as a line may be in most servers. */
    static final int LONGEST = 4096;

    /** How many rules a site may have. */
    public static final int MOST = 100;

    /**
     * What frames a message, is about the connection, or is made of the content: if these were wrong, clients would
     * mix answers up or keep stale ones.
     */
    private static final Set<String> RESERVED = Set.of(
            "accept-ranges", "age", "allow", "alt-svc", "connection", "content-encoding", "content-length",
            "content-range", "date", "etag", "keep-alive", "last-modified", "location", "proxy-connection", "te",
            "trailer", "transfer-encoding", "upgrade");

    /** What is wrong with a rule. */
    public enum Problem {
        /** The pattern begins neither with a slash nor with a star, or has two stars. */
        PATTERN,
        /** The name is not one that a field can have. */
        NAME,
        /** The server sets this field itself. */
        RESERVED,
        /** The value is empty, or has characters that a field cannot have. */
        VALUE,
        /** Longer than a line of a head should be. */
        LENGTH
    }

    /** A rule that has no {@link #problem}. */
    public HeaderRule {
        Problem problem = problem(pattern, name, value).orElse(null);
        if (problem != null) {
            throw new IllegalArgumentException(problem + ": " + pattern + ": " + name + ": " + value);
        }
    }

    /** {@return what is wrong with what is to be a rule; empty for nothing} */
    public static Optional<Problem> problem(String pattern, String name, String value) {
        if (compiled(pattern).isEmpty()) {
            return Optional.of(Problem.PATTERN);
        }
        if (!isToken(name)) {
            return Optional.of(Problem.NAME);
        }
        if (isReserved(name)) {
            return Optional.of(Problem.RESERVED);
        }
        if (!isValue(value)) {
            return Optional.of(Problem.VALUE);
        }
        return pattern.length() + name.length() + value.length() > LONGEST
                ? Optional.of(Problem.LENGTH) : Optional.empty();
    }

    static Optional<PathPattern> compiled(String pattern) {
        return pattern.startsWith("*") ? PathPattern.parse("/" + pattern) : PathPattern.parse(pattern);
    }

    static boolean isReserved(String name) {
        return RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean isToken(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9'
                || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }

    static boolean isValue(String value) {
        return !value.isBlank() && value.equals(value.strip())
                && value.chars().allMatch(c -> c >= ' ' && c < 0x7f || c == '\t');
    }
}
