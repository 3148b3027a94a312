package dev.porthole.app.preferences;

import javafx.application.ColorScheme;

/** How the window is coloured. */
public enum ThemeChoice {
    /** As the system is, now and when it changes. */
    SYSTEM,
    /** Dark on light. */
    LIGHT,
    /** Light on dark. */
    DARK;

    /** Whether the window is dark when the system is as given. */
    public boolean isDark(ColorScheme system) {
        return this == DARK || this == SYSTEM && system == ColorScheme.DARK;
    }
}
