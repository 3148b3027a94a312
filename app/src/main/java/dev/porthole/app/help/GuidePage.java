package dev.porthole.app.help;

import dev.porthole.app.text.Language;

/** The pages of the guide that something leads to. */
public enum GuidePage {
    /** Where it begins. */
    START(""),
    /** The lesson, for teachers. */
    TEACHER("teach.html");

    private final String path;

    GuidePage(String path) {
        this.path = path;
    }

    /** Its path on the server of the guide, which begins with a slash. */
    public String path(Language language) {
        return "/" + language.locale().getLanguage() + "/" + path;
    }
}
