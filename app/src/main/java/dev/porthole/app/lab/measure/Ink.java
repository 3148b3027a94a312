package dev.porthole.app.lab.measure;

import java.util.Locale;

/** A colour to draw with; the style sheet says which one it is in each theme, as {@code .lab-inks > .accent-soft}. */
public enum Ink {
    /** Words and numbers. */
    TEXT,
    /** Words and numbers beside them, and what is only there to compare. */
    QUIET,
    /** The lines at round values. */
    GRID,
    /** Behind everything. */
    GROUND,
    /** The first of three things that are told apart. */
    ACCENT,
    /** A ground for it. */
    ACCENT_SOFT,
    /** The second. */
    DONE,
    /** A ground for it. */
    DONE_SOFT,
    /** What went well. */
    SUCCESS,
    /** A ground for it. */
    SUCCESS_SOFT,
    /** What waits. */
    ATTENTION,
    /** A ground for it. */
    ATTENTION_SOFT,
    /** What went wrong. */
    DANGER,
    /** A ground for it. */
    DANGER_SOFT;

    /** Its name in the style sheet. */
    String styleClass() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
