package dev.porthole.app.view;

import java.util.List;

/** The colours the window can have. */
public enum Theme {
    /** Dark on light. */
    LIGHT(false, false),
    /** Light on dark. */
    DARK(true, false),
    /** Black on white, with lines that can be seen. */
    CONTRAST_LIGHT(false, true),
    /** White on black, with lines that can be seen. */
    CONTRAST_DARK(true, true);

    private final boolean dark;
    private final boolean highContrast;

    Theme(boolean dark, boolean highContrast) {
        this.dark = dark;
        this.highContrast = highContrast;
    }

    /** The theme with these two qualities. */
    public static Theme of(boolean dark, boolean highContrast) {
        if (highContrast) {
            return dark ? CONTRAST_DARK : CONTRAST_LIGHT;
        }
        return dark ? DARK : LIGHT;
    }

    /** Whether it is light on dark. */
    public boolean isDark() {
        return dark;
    }

    /** The sheets that are put above those of the light or the dark theme. */
    List<String> moreSheets() {
        return highContrast ? List.of(dark ? "contrast-dark.css" : "contrast-light.css", "contrast.css") : List.of();
    }
}
