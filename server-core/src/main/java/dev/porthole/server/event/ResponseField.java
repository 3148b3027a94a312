package dev.porthole.server.event;

import java.util.Optional;

/** The header fields that an answer can have: the server sends no other. */
public enum ResponseField {
    /** When the answer was made (RFC 9110 section 6.6.1). */
    DATE("Date"),
    /** The program that answered (10.2.4). */
    SERVER("Server"),
    /** What the body is (8.3). */
    CONTENT_TYPE("Content-Type"),
    /** In which coding the content is (8.4). */
    CONTENT_ENCODING("Content-Encoding"),
    /** How many bytes follow (8.6). */
    CONTENT_LENGTH("Content-Length"),
    /** Which bytes of how many follow (14.4). */
    CONTENT_RANGE("Content-Range"),
    /** The tag of this version (8.8.3). */
    ETAG("ETag"),
    /** When the file was last changed (8.8.2). */
    LAST_MODIFIED("Last-Modified"),
    /** That parts can be asked for (14.3). */
    ACCEPT_RANGES("Accept-Ranges"),
    /** How it may be kept (RFC 9111 section 5.2). */
    CACHE_CONTROL("Cache-Control"),
    /** What of the request the choice depends on (RFC 9110 section 12.5.5). */
    VARY("Vary"),
    /** What a page may load and run. */
    CONTENT_SECURITY_POLICY("Content-Security-Policy"),
    /** That no other type is to be guessed from the content. */
    CONTENT_TYPE_OPTIONS("X-Content-Type-Options"),
    /** Where to ask instead (10.2.2). */
    LOCATION("Location"),
    /** The methods there are (10.2.1). */
    ALLOW("Allow"),
    /** Which other sites may read the answer (Fetch standard, 3.3.3). */
    ALLOW_ORIGIN("Access-Control-Allow-Origin"),
    /** Which fields of the answer they may read. */
    EXPOSE_HEADERS("Access-Control-Expose-Headers"),
    /** By which methods they may ask. */
    ALLOW_METHODS("Access-Control-Allow-Methods"),
    /** Which fields they may send. */
    ALLOW_HEADERS("Access-Control-Allow-Headers"),
    /** Which windows share a browsing context group with the page (HTML standard, 7.1.3). */
    OPENER_POLICY("Cross-Origin-Opener-Policy"),
    /** What the page may embed (HTML standard, 7.1.4). */
    EMBEDDER_POLICY("Cross-Origin-Embedder-Policy"),
    /** That the page is longer than its file: by the script of live reload. */
    LIVE_RELOAD("Porthole-Live-Reload"),
    /** What a browser is to forget of the site (Clear Site Data, W3C). */
    CLEAR_SITE_DATA("Clear-Site-Data"),
    /** Which protocol is spoken from now on, or has to be (7.8). */
    UPGRADE("Upgrade"),
    /** The proof that the key was read (RFC 6455 section 4.2.2). */
    WEBSOCKET_ACCEPT("Sec-WebSocket-Accept"),
    /** The version that is spoken (RFC 6455 section 4.4). */
    WEBSOCKET_VERSION("Sec-WebSocket-Version"),
    /** When to try again (10.2.3). */
    RETRY_AFTER("Retry-After"),
    /** What becomes of the connection (7.6.1). */
    CONNECTION("Connection");

    private final String fieldName;

    ResponseField(String fieldName) {
        this.fieldName = fieldName;
    }

    /** {@return the field's name as it is sent} */
    public String fieldName() {
        return fieldName;
    }

    /**
     * {@return the field with this name, in whatever case; empty for one that this server does not send}
     *
     * @param name as it stands in a head
     */
    public static Optional<ResponseField> named(String name) {
        for (ResponseField field : values()) {
            if (field.fieldName.equalsIgnoreCase(name)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
