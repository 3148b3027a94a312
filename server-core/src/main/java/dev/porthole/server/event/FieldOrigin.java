package dev.porthole.server.event;

/**
 * Where a line of an answer's head comes from that a rule of the site asked for.
 *
 * @param name the field's name, as it was sent
 * @param value its value, as it was sent
 * @param source whose rule it is
 * @param detail which rule: its pattern, its line, or the name of the service
 */
public record FieldOrigin(String name, String value, Source source, String detail) {

    /** Who makes rules for header fields. */
    public enum Source {
        /** The user, among the options of the site. */
        OWN_RULE,
        /** The file {@code _headers} in the folder. */
        HEADERS_FILE,
        /** The hosting service that is previewed: it sends this by itself. */
        SERVICE
    }
}
