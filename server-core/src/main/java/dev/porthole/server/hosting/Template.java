package dev.porthole.server.hosting;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text in which {@code :name} stands for what a pattern found. */
final class Template {

    private static final Pattern PLACEHOLDER = Pattern.compile(":([A-Za-z]\\w*)");

    private Template() {}

    /** The text with what was found; a name that was not found stays as it is. */
    static String fill(String text, Map<String, String> found) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder(text.length());
        while (matcher.find()) {
            String value = found.get(matcher.group(1));
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value == null ? matcher.group() : value));
        }
        return matcher.appendTail(filled).toString();
    }

    /** The first name in the text that the pattern, or the query, does not give a value; empty for none. */
    static String unknown(String text, PathPattern pattern, Map<String, String> query) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group(1))
                .filter(name -> !pattern.names(name) && !query.containsValue(":" + name))
                .findFirst().orElse("");
    }

    /** Whether any name stands in the text. */
    static boolean hasPlaceholder(String text) {
        return PLACEHOLDER.matcher(text).find();
    }
}
