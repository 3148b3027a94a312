package dev.porthole.server.http;

/** The request methods as a static server sees them (RFC 9110 section 9). Case matters. */
enum Method {
    GET,
    HEAD,
    OPTIONS,
    /** A method that HTTP defines and this server does not allow. */
    NOT_ALLOWED,
    /** A method that HTTP does not define. */
    UNKNOWN;

    /** The value of the Allow field. */
    static final String ALLOWED = "GET, HEAD, OPTIONS";

    static Method of(String token) {
        return switch (token) {
            case "GET" -> GET;
            case "HEAD" -> HEAD;
            case "OPTIONS" -> OPTIONS;
            case "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT" -> NOT_ALLOWED;
            default -> UNKNOWN;
        };
    }

    /** Whether the method asks for something this server does. */
    boolean isServed() {
        return this == GET || this == HEAD || this == OPTIONS;
    }
}
