package dev.porthole.app.samples;

import dev.porthole.app.text.Language;

/** A site that comes with the program. */
public enum Sample {
    /** A page with style, script, font, data and a video. */
    FIRST_SITE("first-site", true),
    /** What to look at in the table of requests, with something to press for each. */
    LESSON("lesson", true),
    /** A site with faults, for Site check. */
    BROKEN("broken", false);

    private static final String FOLDER = "/dev/porthole/app/samples/";

    private final String folder;
    private final boolean hasChinesePage;

    Sample(String folder, boolean hasChinesePage) {
        this.folder = folder;
        this.hasChinesePage = hasChinesePage;
    }

    /** Where it is among the resources. */
    String resource() {
        return FOLDER + folder;
    }

    /** The page to begin with, from the folder on; one page may speak both languages. */
    String page(Language language) {
        return hasChinesePage && language == Language.CHINESE ? "zh.html" : "index.html";
    }
}
