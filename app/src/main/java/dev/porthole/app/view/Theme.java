package dev.porthole.app.view;

import java.util.List;

/** The colours the window can have. */
public enum Theme {
    /** Dark on light. */
    LIGHT(false),
    /** Light on dark. */
    DARK(true),
    /** Black on white, with lines that can be seen. */
    CONTRAST_LIGHT(false, "contrast-light.css", "contrast.css"),
    /** White on black, with lines that can be seen. */
    CONTRAST_DARK(true, "contrast-dark.css", "contrast.css");

    private final boolean dark;
    private final List<String> moreSheets;

    Theme(boolean dark, String... moreSheets) {
        this.dark = dark;
        this.moreSheets = List.of(moreSheets);
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
        return moreSheets;
    }
}
