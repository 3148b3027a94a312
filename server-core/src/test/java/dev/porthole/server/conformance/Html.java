package dev.porthole.server.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The little of HTML that is needed to see a page's elements as a browser would. */
final class Html {

    /** A start tag. */
    record Element(String name, Map<String, String> attributes) {}

    private static final Pattern TAG = Pattern.compile("<!--.*?-->|<([a-zA-Z][^\\s/>]*)", Pattern.DOTALL);
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "[\\s/]*([^\\s/>=]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>\"']+)))?");
    private static final Pattern ENTITY = Pattern.compile("&(?:#([0-9]+)|#[xX]([0-9a-fA-F]+)|([a-z]+));");

    private Html() {}

    /** Every start tag of the page. */
    static List<Element> elements(String page) {
        List<Element> elements = new ArrayList<>();
        Matcher tag = TAG.matcher(page);
        int at = 0;
        while (tag.find(at)) {
            at = tag.end();
            if (tag.group(1) == null) {
                continue;
            }
            Map<String, String> attributes = new LinkedHashMap<>();
            Matcher attribute = ATTRIBUTE.matcher(page);
            while (attribute.region(at, page.length()).lookingAt()) {
                at = attribute.end();
                attributes.put(attribute.group(1).toLowerCase(Locale.ROOT), unescape(valueOf(attribute)));
            }
            String name = tag.group(1).toLowerCase(Locale.ROOT);
            elements.add(new Element(name, attributes));
            if (name.equals("script") || name.equals("style")) {
                int end = page.indexOf("</" + name, at);
                at = end < 0 ? page.length() : end;
            }
        }
        return elements;
    }

    /** Where the page's links lead, as written. */
    static List<String> links(String page) {
        return elements(page).stream()
                .filter(element -> element.name().equals("a") && element.attributes().containsKey("href"))
                .map(element -> element.attributes().get("href"))
                .toList();
    }

    private static String valueOf(Matcher attribute) {
        for (int group = 2; group <= 4; group++) {
            if (attribute.group(group) != null) {
                return attribute.group(group);
            }
        }
        return "";
    }

    private static String unescape(String text) {
        return ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(character(entity)));
    }

    private static String character(MatchResult entity) {
        if (entity.group(1) != null) {
            return Character.toString(Integer.parseInt(entity.group(1)));
        }
        if (entity.group(2) != null) {
            return Character.toString(Integer.parseInt(entity.group(2), 16));
        }
        return switch (entity.group(3)) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            default -> entity.group();
        };
    }
}
