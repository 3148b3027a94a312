package dev.porthole.app.site;

/** The rules for the names that users give their sites. */
final class SiteName {

    private static final int LONGEST = 100;

    private SiteName() {}

    /** One line without blanks around it, no longer than anybody reads. */
    static String clean(String typed) {
        String line = typed.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST)).strip();
    }
}
