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

    /**
     * Without lines that rules of the site asked for.
     *
     * @param rule what decided the status
     * @param detail the fact it decided by; empty when the rule says it all
     */
    public Why(Rule rule, String detail) {
        this(rule, detail, List.of());
    }

    /**
     * {@return a reason that needs no further fact}
     *
     * @param rule what decided the status
     */
    public static Why of(Rule rule) {
        return new Why(rule, "");
    }

    /**
     * {@return a reason and the fact behind it}
     *
     * @param rule what decided the status
     * @param detail a validator, a range, a header, a limit
     */
    public static Why of(Rule rule, String detail) {
        return new Why(rule, detail);
    }

    /**
     * {@return the same reason, and where lines of the head come from}
     *
     * @param newOrigins of lines that rules of the site asked for
     */
    public Why withOrigins(List<FieldOrigin> newOrigins) {
        return new Why(rule, detail, newOrigins);
    }
}
