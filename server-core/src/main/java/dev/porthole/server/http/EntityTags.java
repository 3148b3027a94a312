package dev.porthole.server.http;

import java.util.ArrayList;
import java.util.List;

/**
 * The value of If-Match or If-None-Match (RFC 9110 sections 8.8.3, 13.1.1, 13.1.2). What does not keep to the
 * grammar matches nothing.
 */
record EntityTags(boolean any, List<String> tags) {

    static EntityTags parse(String value) {
        if (value.equals("*")) {
            return new EntityTags(true, List.of());
        }
        List<String> tags = new ArrayList<>();
        int at = 0;
        while (at < value.length()) {
            char c = value.charAt(at);
            if (Grammar.isBlank(c) || c == ',') {
                at++;
                continue;
            }
            int quote = value.startsWith("W/", at) ? at + 2 : at;
            int end = quote < value.length() && value.charAt(quote) == '"' ? value.indexOf('"', quote + 1) : -1;
            if (end < 0) {
                return new EntityTags(false, List.of());
            }
            tags.add(value.substring(at, end + 1));
            at = end + 1;
        }
        return new EntityTags(false, List.copyOf(tags));
    }

    /** Weak comparison (8.8.3.2): only the opaque part counts. Makes no objects where the tags are the same. */
    boolean matchesWeakly(String current) {
        if (any) {
            return true;
        }
        for (String tag : tags) {
            if (tag.equals(current) || opaque(tag).equals(opaque(current))) {
                return true;
            }
        }
        return false;
    }

    /** Strong comparison: both strong, and equal. */
    boolean matchesStrongly(String current) {
        return any || !isWeak(current) && tags.contains(current);
    }

    static boolean isWeak(String tag) {
        return tag.startsWith("W/");
    }

    private static String opaque(String tag) {
        return isWeak(tag) ? tag.substring(2) : tag;
    }
}
