package dev.porthole.server.hosting;

/**
 * A line of {@code _headers} or {@code _redirects} that has no effect here.
 *
 * @param file which of the two
 * @param line its number, from 1
 * @param kind why it has none
 * @param subject what it is about: a word of the line
 */
public record RuleFileProblem(String file, int line, Kind kind, String subject) {

    /** Why a line has no effect. */
    public enum Kind {
        /** The file is larger than is read here. */
        FILE_TOO_LARGE,
        /** More rules than the service, or this preview, takes. */
        TOO_MANY,
        /** Longer than the service takes. */
        LINE_TOO_LONG,
        /** Nothing says where to lead to. */
        NO_DESTINATION,
        /** More words than the service takes. */
        TOO_MANY_WORDS,
        /** The path does not begin with a slash, or its stars and placeholders cannot be told apart. */
        PATTERN,
        /** Leads neither to a path nor to an address with http. */
        DESTINATION,
        /** A status that the service does not know here. */
        STATUS,
        /** The service has no forced rules. */
        FORCED,
        /** The service looks at no query. */
        QUERY,
        /** Depends on who asks: country, language, role, cookie. */
        CONDITION,
        /** Holds for another host name. */
        OTHER_HOST,
        /** Fetches content from another server. */
        PROXY,
        /** Calls a function of the service. */
        FUNCTION,
        /** The destination names a placeholder that the path does not have. */
        PLACEHOLDER,
        /** Another line above has the same path. */
        DUPLICATE,
        /** Leads back to itself. */
        LOOP,
        /** A field before any path. */
        NO_PATH,
        /** Neither a path nor a field with its value. */
        NO_FIELD,
        /** Not a name that a field can have. */
        NAME,
        /** The service or the server sets this field itself. */
        RESERVED,
        /** Not a value that a field can have. */
        VALUE,
        /** The service cannot take a field away. */
        REMOVAL,
        /** Asks visitors for a password, which is the service's own doing. */
        PASSWORD
    }
}
