package dev.porthole.app.site;

import dev.porthole.app.text.Phrase;
import java.util.List;

/**
 * Something the user should know, shown above the tables until it no longer holds or is put away.
 *
 * @param id what it is about; a newer notice about the same thing takes its place
 * @param severity how bad it is
 * @param text what happened, and what to do next
 * @param remedies what can be done about it, a button for each
 */
public record Notice(String id, Severity severity, Phrase text, List<Remedy> remedies) {

    /** Copies the remedies. */
    public Notice {
        remedies = List.copyOf(remedies);
    }

    /** A notice with one button. */
    public Notice(String id, Severity severity, Phrase text, Remedy remedy) {
        this(id, severity, text, List.of(remedy));
    }

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
        return new Notice(id, severity, text, List.of());
    }
}
