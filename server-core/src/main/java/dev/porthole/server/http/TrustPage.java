package dev.porthole.server.http;

import dev.porthole.server.event.ResponseField;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The page that tells a visitor in plain words how their device comes to trust the certificate authority. */
final class TrustPage {

    /** Its own script is all that runs, and that may ask this server alone, by TLS too (CSP level 3, 6.7.2.8). */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; "
            + "script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

    private static final Pattern COMMON_NAME = Pattern.compile("CN=([^,+]+)");

    private static final String HEAD =
            """
            <script src="/.porthole/https.js" defer></script>
            <style>
            :root{--ok:#1a7f37;--ok-back:#dafbe1;--no:#9a6700;--no-back:#fff8c5;--panel:#f6f8fa}
            @media(prefers-color-scheme:dark){:root{--ok:#3fb950;--ok-back:#12261e;--no:#d29922;--no-back:#272115;\
            --panel:#161b22}}
            body{max-width:42rem;font-size:16px}
            h1{margin:0 0 .5rem}
            #probe{border-radius:8px;padding:12px 16px;margin:16px 0;background:var(--panel);\
            border:1px solid var(--line)}
            #probe p{margin:0}
            #probe p+p{margin-top:8px}
            #probe.yes{background:var(--ok-back);border-color:var(--ok)}
            #probe.yes b{color:var(--ok)}
            #probe.no,#probe.off{background:var(--no-back);border-color:var(--no)}
            #probe.no b,#probe.off b{color:var(--no)}
            .button{display:inline-block;font:inherit;padding:8px 16px;min-height:44px;box-sizing:border-box;\
            border-radius:8px;border:1px solid var(--line);background:var(--back);color:var(--link);cursor:pointer}
            details{border:1px solid var(--line);border-radius:8px;margin:8px 0;padding:0 16px}
            summary{padding:12px 0;font-weight:600;cursor:pointer}
            details[open]{padding-bottom:8px}
            ol{margin:0;padding-left:1.4em}li{margin:0 0 8px}
            code{background:var(--panel);border-radius:4px;padding:1px 4px;font-size:.875em}
            .hash{display:block;padding:12px;line-height:1.6}
            [hidden]{display:none}
            </style>
            """;

    private final String name;
    private final String fingerprint;

    TrustPage(X509Certificate authority, byte[] encoded) {
        this.name = name(authority);
        this.fingerprint = fingerprint(encoded);
    }

    /** What the authority is called in lists of certificates. */
    static String name(X509Certificate authority) {
        Matcher name = COMMON_NAME.matcher(authority.getSubjectX500Principal().getName());
        return name.find() ? name.group(1) : "Porthole";
    }

    Response answer(Request request) {
        Page page = Page.forVisitor(request.fields().combined("Accept-Language"));
        List<VisitorSystem> systems = VisitorSystem.likeliestFirst(request.fields().combined("User-Agent"));
        String host = request.fields().single("Host");
        String title = page.text("trust.title");
        StringBuilder body = new StringBuilder();
        body.append("<h1>").append(title).append("</h1>\n")
                .append(paragraph(page.text("trust.lead")))
                .append(probe(page, host))
                .append(paragraph(page.text("trust.safe")));
        for (VisitorSystem system : systems) {
            boolean first = system == systems.getFirst();
            body.append("<details").append(first ? " open" : "").append(" data-system=\"")
                    .append(system.key()).append("\">\n<summary>")
                    .append(page.text("trust." + system.key())).append("</summary>\n<ol>\n");
            for (String step : steps(page, system)) {
                body.append("<li>").append(step).append("</li>\n");
            }
            body.append("</ol>\n</details>\n");
        }
        body.append(paragraph(page.text("trust.compare")))
                .append("<p><code class=\"hash\">").append(fingerprint).append("</code></p>\n")
                .append("<p class=\"dim\">").append(page.text("trust.why")).append("</p>\n");
        return TrustPages.own("text/html; charset=utf-8", page.html(title, HEAD, body.toString()))
                .field(ResponseField.VARY, "Accept-Language, User-Agent")
                .field(ResponseField.CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY);
    }

    /** One box that the script fills: it shows one of these texts. */
    private static String probe(Page page, @Nullable String host) {
        String site = host == null ? "/" : "https://" + Page.escape(host) + "/";
        return "<div id=\"probe\" role=\"status\">\n"
                + "<p data-for=\"wait\">" + page.text("trust.wait") + "</p>\n"
                + "<p data-for=\"yes\" hidden><b>" + page.text("trust.yes") + "</b></p>\n"
                + "<p data-for=\"yes\" hidden><a class=\"button\" href=\"" + site + "\">"
                + page.text("trust.continue") + "</a></p>\n"
                + "<p data-for=\"no\" hidden><b>" + page.text("trust.no") + "</b> " + page.text("trust.missing")
                + "</p>\n"
                + "<p data-for=\"off\" hidden><b>" + page.text("trust.off") + "</b></p>\n"
                + "<p data-for=\"no off\" hidden><button class=\"button\" id=\"again\" type=\"button\">"
                + page.text("trust.again") + "</button></p>\n"
                + "<noscript><p>" + page.text("trust.noscript") + " <a href=\"" + site + "\">"
                + page.text("trust.continue") + "</a></p></noscript>\n</div>\n";
    }

    private List<String> steps(Page page, VisitorSystem system) {
        List<String> steps = new ArrayList<>();
        for (int i = 1; i <= system.steps(); i++) {
            steps.add(page.text("trust." + system.key() + "." + i, Page.escape(name)));
        }
        return steps;
    }

    private static String paragraph(String text) {
        return "<p>" + text + "</p>\n";
    }

    private static String fingerprint(byte[] encoded) {
        try {
            return HexFormat.ofDelimiter(":").withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
