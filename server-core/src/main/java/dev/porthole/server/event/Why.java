package dev.porthole.server.event;

/**
 * The server's own reason for a status: which rule decided, and the fact it decided by.
 *
 * @param rule the rule
 * @param detail the fact: a validator, a range, a header, a limit; empty when the rule says it all
 */
public record Why(Rule rule, String detail) {

    /** A reason that needs no further fact. */
    public static Why of(Rule rule) {
        return new Why(rule, "");
    }

    /** A reason and the fact behind it. */
    public static Why of(Rule rule, String detail) {
        return new Why(rule, detail);
    }
}
