package dev.porthole.app.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a style sheet leads to, CSS Syntax: {@code url(...)} and {@code @import}. */
final class StyleReader {

    private static final Pattern COMMENT = Pattern.compile("/\\*[^*]*\\*+(?:[^/*][^*]*\\*+)*/");
    private static final Pattern ADDRESS = Pattern.compile(
            "url\\(\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"')]*))\\s*\\)|@import\\s+(?:\"([^\"]*)\"|'([^']*)')",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_A_LINE_END = Pattern.compile("[^\n]");

    private StyleReader() {}

    /** The references in a style sheet whose first line has a number. */
    static List<Reference> read(String style, int firstLine) {
        // Comments become blanks, so that lines stay where they are.
        String bare = COMMENT.matcher(style).replaceAll(
                comment -> NOT_A_LINE_END.matcher(comment.group()).replaceAll(" "));
        List<Reference> found = new ArrayList<>();
        Matcher address = ADDRESS.matcher(bare);
        int line = firstLine;
        int counted = 0;
        while (address.find()) {
            for (; counted < address.start(); counted++) {
                line += bare.charAt(counted) == '\n' ? 1 : 0;
            }
            for (int group = 1; group <= address.groupCount(); group++) {
                if (address.group(group) != null) {
                    found.add(new Reference(address.group(group), line, Reference.Purpose.LOAD));
                }
            }
        }
        return found;
    }
}
