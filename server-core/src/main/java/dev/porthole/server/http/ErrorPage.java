package dev.porthole.server.http;

import dev.porthole.server.event.ResponseField;
import dev.porthole.server.event.Why;
import org.jspecify.annotations.Nullable;

/** A page that tells a visitor what went wrong, and what to try. */
final class ErrorPage {

    private ErrorPage() {}

    /** An answer with such a page. The path is shown when there is one. */
    static Response response(int status, Why why, @Nullable String acceptLanguage, @Nullable String path) {
        Page page = Page.forVisitor(acceptLanguage);
        String title = status + " " + page.firstText("title." + status, "title.other");
        String explanation = page.firstText("text." + why.rule(), "text." + status);
        String body = "<h1>" + Page.escape(title) + "</h1>\n"
                + (path == null ? "" : "<p><code>" + Page.escape(path) + "</code></p>\n")
                + "<p>" + Page.escape(explanation) + "</p>\n";
        return new Response(status, why)
                .mediaType("text/html; charset=utf-8")
                .field(ResponseField.CACHE_CONTROL, "no-cache")
                .field(ResponseField.VARY, "Accept-Language")
                .field(ResponseField.CONTENT_SECURITY_POLICY, Page.CONTENT_SECURITY_POLICY)
                .body(new Response.Bytes(page.html(title, body)));
    }
}
