package dev.porthole.app.check;

import dev.porthole.app.check.Reference.Purpose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Finds what a page leads to and what can be led to in it, as a browser would read it. */
final class PageReader {

    /** Elements with an address of something that is loaded, and the attribute it stands in. */
    private static final Map<String, String> LOADED = Map.ofEntries(
            Map.entry("img", "src"), Map.entry("script", "src"), Map.entry("iframe", "src"),
            Map.entry("source", "src"), Map.entry("audio", "src"), Map.entry("video", "src"),
            Map.entry("track", "src"), Map.entry("embed", "src"), Map.entry("input", "src"),
            Map.entry("object", "data"), Map.entry("image", "href"), Map.entry("use", "href"));

    /** Relations of a link element whose address is only named, not loaded. */
    private static final Set<String> ONLY_NAMED = Set.of(
            "canonical", "alternate", "next", "prev", "author", "license", "help", "search", "me", "shortlink",
            "preconnect", "dns-prefetch", "pingback", "profile");

    /** Elements that can show a page. */
    private static final Set<String> EMBEDDING = Set.of("iframe", "embed", "object");

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern CANDIDATES = Pattern.compile(",\\s+|,(?=\\S+\\s+[\\d.]+[wx])");

    private final List<Reference> references = new ArrayList<>();
    private final Set<String> anchors = new HashSet<>();
    private String base = "";
    private boolean baseFound;
    private boolean tellsCharset;

    private PageReader() {}

    /** Reads the text of a page. */
    static Contents read(String html) {
        PageReader reader = new PageReader();
        reader.tellsCharset = html.startsWith("\ufeff");
        Document document = Parser.htmlParser().setTrackPosition(true).parseInput(html, "");
        document.getAllElements().forEach(reader::read);
        return new Contents(reader.base, reader.references, reader.anchors, reader.tellsCharset);
    }

    private void read(Element element) {
        String name = element.normalName();
        anchor(element, "id");
        switch (name) {
            case "a", "area" -> {
                anchor(element, "name");
                address(element, "href", Purpose.VISIT);
            }
            case "base" -> {
                if (!baseFound && element.hasAttr("href")) {
                    base = element.attr("href");
                    baseFound = true;
                }
            }
            case "link" -> link(element);
            case "meta" -> meta(element);
            case "style" -> style(element);
            case "form" -> address(element, "action", Purpose.VISIT);
            default -> {
                String attribute = LOADED.get(name);
                if (attribute != null) {
                    Purpose purpose = EMBEDDING.contains(name) ? Purpose.EMBED : Purpose.LOAD;
                    address(element, attribute, purpose);
                    address(element, "xlink:" + attribute, purpose);
                }
            }
        }
        address(element, "poster", Purpose.LOAD);
        candidates(element);
        if (element.hasAttr("style")) {
            references.addAll(StyleReader.read(element.attr("style"), line(element, "style")));
        }
    }

    private void anchor(Element element, String attribute) {
        String value = element.attr(attribute);
        if (!value.isEmpty()) {
            anchors.add(value);
        }
    }

    private void address(Element element, String attribute, Purpose purpose) {
        if (element.hasAttr(attribute)) {
            references.add(new Reference(element.attr(attribute).strip(), line(element, attribute), purpose));
        }
    }

    private void link(Element element) {
        boolean named = BLANKS.splitAsStream(element.attr("rel").toLowerCase(Locale.ROOT))
                .anyMatch(ONLY_NAMED::contains);
        address(element, "href", named ? Purpose.VISIT : Purpose.LOAD);
    }

    /** HTML, 4.2.5.4: the encoding by itself, or as part of a content type. */
    private void meta(Element element) {
        tellsCharset |= element.hasAttr("charset")
                || element.attr("http-equiv").equalsIgnoreCase("content-type")
                        && element.attr("content").toLowerCase(Locale.ROOT).contains("charset=");
    }

    private void style(Element element) {
        int first = element.sourceRange().end().lineNumber();
        references.addAll(StyleReader.read(element.data(), Math.max(1, first)));
    }

    /** HTML, 4.8.4.2.1: several addresses, each with a width or a density. */
    private void candidates(Element element) {
        for (String attribute : List.of("srcset", "imagesrcset")) {
            if (element.hasAttr(attribute)) {
                CANDIDATES.splitAsStream(element.attr(attribute).strip())
                        .map(candidate -> BLANKS.split(candidate.strip(), 2)[0])
                        .filter(address -> !address.isEmpty())
                        .forEach(address -> references.add(
                                new Reference(address, line(element, attribute), Purpose.LOAD)));
            }
        }
    }

    private static int line(Element element, String attribute) {
        int line = element.attributes().sourceRange(attribute).valueRange().start().lineNumber();
        return line > 0 ? line : Math.max(1, element.sourceRange().start().lineNumber());
    }
}
