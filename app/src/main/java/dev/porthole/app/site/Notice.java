package dev.porthole.app.site;

import dev.porthole.app.text.Phrase;
import org.jspecify.annotations.Nullable;

/**
 * Something the user should know, shown above the tables until it no longer holds or is put away.
 *
 * @param id what it is about; a newer notice about the same thing takes its place
 * @param severity how bad it is
 * @param text what happened, and what to do next
 * @param remedy what a button can do about it, or null
 */
public record Notice(String id, Severity severity, Phrase text, @Nullable Remedy remedy) {

    /** How bad it is. */
    public enum Severity {
        /** Good to know. */
        INFORMATION,
        /** Works, but look at it. */
        WARNING,
        /** Does not work. */
        ERROR
    }

    /**
     * A way out.
     *
     * @param label what the button says
     * @param action what it does
     */
    public record Remedy(Phrase label, Runnable action) {}

    /** A notice without a button. */
    public static Notice of(String id, Severity severity, Phrase text) {
        return new Notice(id, severity, text, null);
    }
}
