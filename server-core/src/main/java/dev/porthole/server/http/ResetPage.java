package dev.porthole.server.http;

import dev.porthole.server.event.ResponseField;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The page that makes a browser forget what it has kept of this site: service workers, caches and stored data. It
 * begins by itself when it is opened with a token that was given out for that, and with a button otherwise, because
 * every other site can lead a visitor here. For any thread.
 */
final class ResetPage {

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Cookies are left alone: they belong to the host, and so to every other site on another port of it. */
    private static final String FORGET = "\"cache\", \"storage\"";

    private static final int TOKEN_BYTES = 16;
    private static final String TOKEN = "token=";
    private static final byte[] SCRIPT = script();

    private final AtomicReference<String> token = new AtomicReference<>("");

    private static byte[] script() {
        try (InputStream in = ResetPage.class.getResourceAsStream("reset.js")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, OwnPage> ownPages() {
        return Map.of("reset", this::page, "reset.js", ResetPage::script, "reset-data", ResetPage::data);
    }

    /** The path that begins at once, one time; the one given out before no longer does. */
    String path() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String fresh = HexFormat.of().formatHex(random);
        token.set(fresh);
        return "/.porthole/reset?" + TOKEN + fresh;
    }

    private Response page(Request request) {
        Page page = Page.forVisitor(request.fields().combined("Accept-Language"));
        String title = page.text("reset.title");
        String body = "<h1>" + Page.escape(title) + "</h1>\n<p>" + Page.escape(page.text("reset.text")) + "</p>\n"
                + "<p><button id=\"reset\"" + (isGivenOut(request) ? " data-now" : "") + ">"
                + Page.escape(page.text("reset.button")) + "</button></p>\n<table id=\"result\" hidden>\n"
                + row(page, "workers") + row(page, "caches") + row(page, "entries") + row(page, "databases")
                + "</table>\n<p id=\"done\" hidden>" + Page.escape(page.text("reset.done"))
                + " <a href=\"/\">" + Page.escape(page.text("reset.open")) + "</a></p>\n"
                + "<script src=\"/.porthole/reset.js\"></script>\n";
        return own().mediaType("text/html; charset=utf-8")
                .field(ResponseField.VARY, "Accept-Language")
                .field(ResponseField.CONTENT_SECURITY_POLICY, POLICY)
                .body(new Response.Bytes(page.html(title, body)));
    }

    private static String row(Page page, String id) {
        return "<tr><td>" + Page.escape(page.text("reset." + id)) + "</td><td class=\"n\" id=\"" + id
                + "\">0</td></tr>\n";
    }

    private static Response script(Request request) {
        return own().mediaType("text/javascript; charset=utf-8").body(new Response.Bytes(SCRIPT));
    }

    /** What the page asks for last; from other sites, which must not make a browser forget anything, it is nothing. */
    private static Response data(Request request) {
        boolean own = "same-origin".equals(request.fields().single("Sec-Fetch-Site"));
        return own ? own().field(ResponseField.CLEAR_SITE_DATA, FORGET) : own();
    }

    private static Response own() {
        return new Response(200, Why.of(Rule.OWN_PAGE)).field(ResponseField.CACHE_CONTROL, "no-store");
    }

    private boolean isGivenOut(Request request) {
        RequestTarget target = request.target();
        String query = target == null || target.query() == null ? "" : target.query();
        String expected = token.get();
        if (request.isHead() || expected.isEmpty() || !query.startsWith(TOKEN)) {
            return false;
        }
        byte[] given = query.substring(TOKEN.length()).getBytes(StandardCharsets.ISO_8859_1);
        return MessageDigest.isEqual(given, expected.getBytes(StandardCharsets.ISO_8859_1))
                && token.compareAndSet(expected, "");
    }
}
