package dev.porthole.server.hosting;

import dev.porthole.server.event.FieldOrigin;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What rules say about one field of an answer.
 *
 * @param name the field's name
 * @param value its value; null to send no such field
 * @param source whose rule it is
 * @param detail which rule
 */
public record RuledField(
        String name, @Nullable String value, FieldOrigin.Source source, String detail) {

    private static final Set<String> ABOUT_CONTENT = Set.of(
            "content-type", "content-language", "content-location", "content-disposition");
    private static final Set<String> ABOUT_CACHES = Set.of(
            "cache-control", "expires", "pragma", "cdn-cache-control", "surrogate-control");
    private static final Set<String> ADDED = Set.of("vary", "link", "set-cookie", "server-timing");

    /** {@return whether it says what the content is: nothing to say where there is none} */
    public boolean isAboutContent() {
        return ABOUT_CONTENT.contains(key());
    }

    /** {@return whether it says how long caches may keep an answer: never an error, or it would outlive its cause} */
    public boolean isAboutCaches() {
        return ABOUT_CACHES.contains(key());
    }

    /** {@return whether it stands beside the server's own field of this name instead of replacing it (lists)} */
    public boolean isAdded() {
        return ADDED.contains(key());
    }

    String key() {
        return name.toLowerCase(Locale.ROOT);
    }
}
