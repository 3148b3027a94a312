package dev.porthole.app.publish;

import dev.porthole.server.files.MediaTypes;
import dev.porthole.server.hosting.HeaderRules;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.hosting.RedirectRule;
import dev.porthole.server.hosting.RuledField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a site as a Caddyfile. Everything stands in one {@code route}, which keeps its order. What goes into a
 * Location is taken from the request as it was sent, still encoded.
 */
final class CaddyConfiguration {

    private static final String CONTENT_TYPE = "Content-Type";
    private static final String HTML = "`text/html; charset=utf-8`";
    private static final String RAW_STAR = "|[^/\\\\?][^?]*";
    private static final String ANYTHING = "(?s:.*)";
    private static final String RAW_END = "(?:\\?.*)?$";

    private final Published site;
    private final ConfigurationText text = new ConfigurationText();
    private int matchers;

    private CaddyConfiguration(Published site) {
        this.site = site;
    }

    /** The file. */
    static String of(Published site, int port) {
        CaddyConfiguration configuration = new CaddyConfiguration(site);
        configuration.write(port);
        return configuration.text.toString();
    }

    private void write(int port) {
        text.comment("Made by Porthole, for Caddy 2.6 or newer. Put your host name in the place of the port, and");
        text.comment("Caddy serves it by HTTPS. Differences from Porthole that remain: Caddy makes its own listings,");
        text.comment("errors and ETags, and follows symbolic links out of the");
        text.comment("folder. A rule about Cache-Control also holds");
        text.comment("for listings. Paths that begin with two slashes are never redirected.");
        if (site.rules().encodedFiles()) {
            text.comment("Missing here: files of games that were built encoded need a header for each ending.");
        }
        text.open(":" + port);
        if (expressible(site.folder().toString())) {
            text.line("root * " + quoted(site.folder().toString()));
        } else {
            text.comment("The folder's name cannot be written in a Caddyfile; write the place of a copy here.");
            text.line("root * /srv/site");
        }
        if (site.options().compress()) {
            text.line("encode zstd gzip");
        }
        text.open("route");
        everywhere();
        String base = site.base();
        if (base.isEmpty()) {
            content();
        } else {
            text.line("@base path " + base);
            redirected("@base", base + "/", 307);
            text.open("handle_path " + base + "/*").open("route");
            content();
            text.close().close();
            text.line("error 404");
        }
        text.close();
        errors();
        text.close();
    }

    /** In backquotes nothing has a meaning but a placeholder; in quotation marks, a quotation mark has. */
    private static String quoted(String value) {
        String literal = value.replace("{", "\\{");
        return literal.indexOf('`') < 0 ? "`" + literal + "`" : "\"" + literal + "\"";
    }

    /** Environment variables are filled in before quotes are looked at. */
    private static boolean expressible(String value) {
        return !value.contains("{$")
                && (value.indexOf('`') < 0 || value.indexOf('"') < 0 && value.indexOf('\\') < 0)
                && value.chars().noneMatch(c -> c < ' ' && c != '\t');
    }

    private String matcher() {
        return "@m" + matchers++;
    }

    private void content() {
        types();
        fields();
        hidden();
        forEachRule(true);
        slashAdded();
        slashLeftOut();
        endings();
        if (site.isPreview()) {
            previewed();
        } else {
            listed();
        }
        forEachRule(false);
        missing();
    }

    private void everywhere() {
        text.line("header X-Content-Type-Options nosniff").line("header Cache-Control no-cache").line("header -Server");
        if (site.rules().shared()) {
            text.line("header Access-Control-Allow-Origin *").line("header Access-Control-Expose-Headers *");
        }
        if (site.rules().isolated()) {
            text.line("header Cross-Origin-Opener-Policy same-origin");
            text.line("header Cross-Origin-Embedder-Policy require-corp");
        }
    }

    private void fields() {
        for (HeaderRules.Each each : site.book().headers().all()) {
            if (!each.field().name().equalsIgnoreCase(CONTENT_TYPE)) {
                field(each);
            }
        }
    }

    private void field(HeaderRules.Each each) {
        RuledField field = each.field();
        String value = field.value();
        if (value != null && !expressible(value)) {
            text.comment("Missing here, because a Caddyfile cannot hold its value: " + field.name());
            return;
        }
        String matcher = matcher();
        text.line(matcher + " path_regexp " + quotedRegex(each.pattern().regex(
                Literals::decodedCharacters, ANYTHING, "") + "\\z"));
        text.line(value == null
                ? "header " + matcher + " -" + field.name()
                : "header " + matcher + " " + field.name() + " " + quoted(value));
    }

    private static String quotedRegex(String expression) {
        return "`" + expression + "`";
    }

    private void types() {
        Map<String, List<String>> byType = new TreeMap<>();
        MediaTypes.byExtension().forEach((extension, type) ->
                byType.computeIfAbsent(type, any -> new ArrayList<>()).add(extension));
        text.open("map {path} {porthole_type}");
        byType.forEach((type, extensions) -> text.line(
                quotedRegex("~(?i)\\.(?:" + String.join("|", extensions) + ")$") + " " + quoted(type)));
        text.line("default " + MediaTypes.UNKNOWN).close();
    }

    /** Only where a file is sent: an error or a listing has its own type, and Caddy could only guess another. */
    private void typed(String type) {
        text.line("header Content-Type " + type);
        for (HeaderRules.Each each : site.book().headers().all()) {
            if (each.field().name().equalsIgnoreCase(CONTENT_TYPE)) {
                field(each);
            }
        }
    }

    private void hidden() {
        if (!site.options().serveDotfiles()) {
            text.comment("Names that begin with a dot are private; .well-known is not (RFC 8615).");
            String first = matcher();
            text.open(first).line("path_regexp " + quotedRegex("/\\.([^.]|$)"));
            text.line("not path_regexp " + quotedRegex("^/\\.well-known(/|$)")).close();
            text.line("error " + first + " 404");
            String inside = matcher();
            text.line(inside + " path_regexp " + quotedRegex("^/\\.well-known/(.*/)?\\.([^.]|$)"));
            text.line("error " + inside + " 404");
        }
        if (site.service().readsFiles()) {
            String files = matcher();
            text.line(files + " path /_headers /_redirects").line("error " + files + " 404");
        }
    }

    private void forEachRule(boolean forced) {
        for (RedirectRule rule : site.book().redirects().rules()) {
            if (rule.forced() == forced) {
                redirect(rule);
            }
        }
    }

    private void redirect(RedirectRule rule) {
        String line = "Line " + rule.line() + " of _redirects: " + rule.from().written() + " " + rule.to();
        if (!rule.query().isEmpty() || !rule.isRedirect() && rule.status() != 200
                || rule.to().matches(".*[`\"{}\\\\\\p{Cntrl}].*")) {
            text.comment("Missing here, because it cannot be said in a Caddyfile: " + line);
            return;
        }
        text.comment(line);
        String matcher = matcher();
        String name = "r" + rule.line();
        String to = rule.to().replaceAll(":([A-Za-z]\\w*)", "{re." + name + ".$1}");
        String slash = site.service() == HostingService.NETLIFY ? "/?" : "";
        if (rule.isRedirect()) {
            String from = rule.from().regex(Literals::sent, RAW_STAR, "").substring(1);
            text.line(matcher + " vars_regexp " + name + " {http.request.orig_uri} "
                    + quotedRegex("^" + Literals.sent(site.base()) + from + slash + RAW_END));
            text.open("route " + matcher);
            text.line("header Cache-Control no-cache");
            if (to.indexOf('?') >= 0 || to.indexOf('#') >= 0) {
                text.line("redir * `" + to + "` " + rule.status());
            } else {
                text.line("@query expression `{query} != \"\"`");
                text.line("redir @query `" + to + "?{query}` " + rule.status());
                text.line("redir * `" + to + "` " + rule.status());
            }
        } else {
            text.line(matcher + " path_regexp " + name + " "
                    + quotedRegex(rule.from().regex(Literals::decodedCharacters, ANYTHING, "") + slash + "\\z"));
            text.open("route " + matcher);
            text.line("rewrite * `" + to.replaceFirst("[?#].*", "") + "`");
            text.line("try_files {path} {path}.html {path}/index.html {path}index.html");
            typed("{porthole_type}");
            served(false);
        }
        text.close();
    }

    private void served(boolean browse) {
        text.line(browse ? "file_server browse" : "file_server");
    }

    /** Where Porthole redirects by itself. */
    private int status() {
        return !site.isPreview() ? 307 : site.service() == HostingService.CLOUDFLARE_PAGES ? 308 : 301;
    }

    private void slashAdded() {
        String asked = matcher();
        text.line(asked + " vars_regexp slash {http.request.orig_uri} "
                + quotedRegex("^(/[^/?\\\\][^?]*[^/?]|/[^/?\\\\])" + RAW_END));
        text.open("route " + asked);
        text.open("@folder").line(site.service().readsFiles() ? "file {path}/index.html" : "file {path}/");
        if (site.isPreview()) {
            text.line("not file {path}.html");
        }
        text.close();
        redirected("@folder", "{re.slash.1}/", status());
        text.close();
    }

    /** The address of a page with a slash leads to the one without. */
    private void slashLeftOut() {
        if (!site.service().readsFiles()) {
            return;
        }
        String asked = matcher();
        text.line(asked + " vars_regexp less {http.request.orig_uri} "
                + quotedRegex("^(/[^/?\\\\][^?]*[^/?]|/[^/?\\\\])/" + RAW_END));
        text.open("route " + asked).line("@bare path_regexp bare `(?s)^(.*[^/])/\\z`");
        text.open("route @bare").open("@page").line("file {re.bare.1}.html");
        if (site.service() == HostingService.CLOUDFLARE_PAGES) {
            text.line("not file {path}index.html");
        }
        text.close();
        redirected("@page", "{re.less.1}", status());
        text.close().close();
    }

    private void endings() {
        if (site.leavesEndingsOut()) {
            redirectEnding("index", "^(/(?:[^/?\\\\][^?]*/)?)index\\.html", false);
            redirectEnding("page", "^(/[^/?\\\\][^?]*|/[^/?\\\\])\\.html", true);
        }
    }

    private void redirectEnding(String name, String expression, boolean unlessTaken) {
        String asked = matcher();
        text.line(asked + " vars_regexp " + name + " {http.request.orig_uri} " + quotedRegex(expression + RAW_END));
        text.open("route " + asked);
        String stem = "{re.stem" + name + ".1}";
        text.line("@stem path_regexp stem" + name + " `^(.*)\\.html$`");
        text.open("route @stem").open("@there").line("file");
        if (unlessTaken) {
            text.line("not file " + stem + (site.isPreview() ? "" : " " + stem + "/"));
        }
        text.close();
        redirected("@there", "{re." + name + ".1}", status());
        text.close().close();
    }

    private void redirected(String matcher, String to, int status) {
        text.open("route " + matcher).line("header Cache-Control no-cache");
        text.line("@query expression `{query} != \"\"`");
        text.line("redir @query `" + to + "?{query}` " + status);
        text.line("redir * `" + to + "` " + status).close();
    }

    /** As Porthole looks: a file, a folder, and if that is wanted a page without its ending. */
    private void listed() {
        file();
        String index = matcher();
        text.open(index).line("path */").line("file {path}index.html").close();
        text.open("route " + index);
        typed(HTML);
        served(false);
        text.close();
        if (site.lists()) {
            String folder = matcher();
            text.open(folder).line("path */").line("file {path}/").close();
            text.open("route " + folder);
            served(true);
            text.close();
        }
        if (site.findsPages()) {
            page();
        }
    }

    private void file() {
        String file = matcher();
        text.open(file).line("not path */").line("file {path}").close();
        text.open("route " + file);
        typed("{porthole_type}");
        served(false);
        text.close();
    }

    private void page() {
        String page = matcher();
        text.open(page).line("not path */").line("file {path}.html").close();
        text.open("route " + page);
        typed(HTML);
        text.line("rewrite * {path}.html");
        served(false);
        text.close();
    }

    /** As services look: a file, a page without its ending, a folder with an index page. */
    private void previewed() {
        file();
        page();
        String folder = matcher();
        text.open(folder).line("path */").line("file {path}index.html").close();
        text.open("route " + folder);
        typed(HTML);
        served(false);
        text.close();
    }

    private void missing() {
        String all = site.alwaysFallsBack() ? "*" : matcher();
        if (!site.alwaysFallsBack()) {
            if (!site.fallsBack()) {
                text.line("error 404");
                return;
            }
            text.line(all + " path_regexp " + quotedRegex("/[^/.]+/?$"));
        }
        text.open("route " + all);
        typed(HTML);
        text.line("rewrite * /index.html");
        served(false);
        text.close();
        text.line("error 404");
    }

    private void errors() {
        text.open("handle_errors").line("header Cache-Control no-cache");
        if (site.hasNotFoundPage()) {
            text.open("@missing").line("expression `{http.error.status_code} == 404`");
            if (!site.base().isEmpty()) {
                text.line("vars_regexp {http.request.orig_uri} " + quotedRegex("^" + Literals.sent(site.base()) + "/"));
            }
            text.close();
            text.open("route @missing").line("header Content-Type " + HTML).line("rewrite * /404.html");
            served(false);
            text.close();
        }
        text.close();
    }
}
