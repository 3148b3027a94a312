package dev.porthole.app.inspector.preview;

import java.util.Locale;

/** The languages whose words are told apart by colour. */
enum TextLanguage {
    /** HTML, with scripts and style sheets inside. */
    HTML,
    /** XML, and SVG. */
    XML,
    /** Style sheets. */
    CSS,
    /** JavaScript, and what looks like it. */
    JAVASCRIPT,
    /** JSON. */
    JSON,
    /** Markdown. */
    MARKDOWN,
    /** Any other text. */
    PLAIN;

    /** The language of a file, by the ending of its name. */
    static TextLanguage ofName(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "html", "htm", "xhtml" -> HTML;
            case "xml", "svg", "rss", "atom", "xsl", "xsd", "gpx", "kml" -> XML;
            case "css", "scss", "less" -> CSS;
            case "js", "mjs", "cjs", "jsx", "ts", "tsx" -> JAVASCRIPT;
            case "json", "map", "webmanifest", "geojson", "jsonld" -> JSON;
            case "md", "markdown" -> MARKDOWN;
            default -> PLAIN;
        };
    }
}
