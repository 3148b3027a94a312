package dev.porthole.server.http;

import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The frame of the pages that the server makes itself, in the visitor's language, light or dark as the
 * visitor's system is, without scripts.
 */
final class Page {

    /** These pages load nothing and run nothing, whatever a file is called. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    /** What stands after it. */
    static final String AFTER_BODY = "</body>\n</html>\n";

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.CHINESE);

    /** Made at once and for ever: later there may be no descriptor left to read the texts with. */
    private static final Map<Locale, Page> PAGES =
            LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(language -> language, Page::new));

    private static final Page ENGLISH = new Page(Locale.ENGLISH);
    private static final int LONGEST_ACCEPT_LANGUAGE = 256;

    private static final String STYLE =
            """
            :root{color-scheme:light dark;--line:#d8dee4;--dim:#636c76;--link:#0969da;--back:#fff;--text:#1f2328}
            @media(prefers-color-scheme:dark){:root{--line:#30363d;--dim:#8d96a0;--link:#4493f8;--back:#0d1117;\
            --text:#e6edf3}}
            body{font:15px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;background:var(--back);\
            color:var(--text);max-width:60rem;margin:0 auto;padding:2rem 1rem}
            h1{font-size:1.4rem;overflow-wrap:anywhere;margin:0 0 1rem}
            a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
            code{font-family:ui-monospace,"JetBrains Mono",monospace;overflow-wrap:anywhere}
            table{border-collapse:collapse;width:100%}
            th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
            th{font-weight:600;white-space:nowrap}
            td:first-child{overflow-wrap:anywhere;width:99%}
            .n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;color:var(--dim)}
            .dim{color:var(--dim)}
            """;

    private final ResourceBundle texts;
    private final Locale language;

    private Page(Locale language) {
        this.language = language;
        this.texts = ResourceBundle.getBundle(
                "dev.porthole.server.http.pages",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** A page in the best language for a request (RFC 9110 section 12.5.4). */
    static Page forVisitor(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > LONGEST_ACCEPT_LANGUAGE) {
            return ENGLISH;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            return best == null ? ENGLISH : PAGES.getOrDefault(best, ENGLISH);
        } catch (IllegalArgumentException e) {
            return ENGLISH;
        }
    }

    String text(String key, Object... arguments) {
        return new MessageFormat(texts.getString(key), language).format(arguments);
    }

    /** The text under the first key that exists. */
    String firstText(String key, String otherwise) {
        try {
            return text(key);
        } catch (MissingResourceException e) {
            return text(otherwise);
        }
    }

    byte[] html(String title, String body) {
        return html(title, "", body);
    }

    /** A page that needs more in its head than the frame. */
    byte[] html(String title, String head, String body) {
        return (beforeBody(title, head) + body + AFTER_BODY).getBytes(StandardCharsets.UTF_8);
    }

    /** What stands before the content of a page, for one that is too long to be made in one go. */
    String beforeBody(String title) {
        return beforeBody(title, "");
    }

    private String beforeBody(String title, String head) {
        return "<!DOCTYPE html>\n<html lang=\"" + (language.equals(Locale.CHINESE) ? "zh-CN" : "en")
                + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>"
                + escape(title) + "</title>\n<style>\n" + STYLE + "</style>\n" + head + "</head>\n<body>\n";
    }

    /** Text that can stand in HTML, in an attribute too; control characters become visible pictures. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c < ' ' ? (char) ('\u2400' + c) : c == 0x7f ? '\u2421' : c);
            }
        }
        return escaped.toString();
    }
}
