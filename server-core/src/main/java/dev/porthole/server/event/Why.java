package dev.porthole.server.event;

import java.util.List;

/**
 * The server's own reason for a status: which rule decided, and the fact it decided by.
 *
 * @param rule the rule
 * @param detail the fact: a validator, a range, a header, a limit; empty when the rule says it all
 * @param origins of the lines of the head that rules of the site asked for; mostly none
 */
public record Why(Rule rule, String detail, List<FieldOrigin> origins) {

    /** Without lines that rules of the site asked for. */
    public Why(Rule rule, String detail) {
        this(rule, detail, List.of());
    }

    /** A reason that needs no further fact. */
    public static Why of(Rule rule) {
        return new Why(rule, "");
    }

    /** A reason and the fact behind it. */
    public static Why of(Rule rule, String detail) {
        return new Why(rule, detail);
    }

    /** The same reason, and where lines of the head come from. */
    public Why withOrigins(List<FieldOrigin> newOrigins) {
        return new Why(rule, detail, newOrigins);
    }
}
