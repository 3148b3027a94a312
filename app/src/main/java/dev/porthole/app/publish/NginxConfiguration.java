package dev.porthole.app.publish;

import dev.porthole.server.files.MediaTypes;
import dev.porthole.server.hosting.HeaderRules;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.hosting.RedirectRule;
import dev.porthole.server.hosting.RuledField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a site as a file for nginx's {@code conf.d}. Conditions stand at the level of the server, where nginx only
 * sets and compares variables: in a location, {@code if} would replace {@code try_files}. What goes into a Location is
 * taken from the request as it was sent, still encoded, so that no path can end a line of the head, or name a host.
 */
final class NginxConfiguration {

    private static final String PREFIX = "porthole_";
    /** Also line ends, which a decoded path may have. */
    private static final String ANYTHING = "(?s:.*)";
    private static final String RAW_STAR = "(?![/\\x5c])[^?]*";
    private static final String RAW_END = "(?:\\?|$)";

    private final Published site;
    private final ConfigurationText text = new ConfigurationText();
    private final List<String> headerLines = new ArrayList<>();

    private NginxConfiguration(Published site) {
        this.site = site;
    }

    /** The file. */
    static String of(Published site, int port) {
        NginxConfiguration configuration = new NginxConfiguration(site);
        configuration.write(port);
        return configuration.text.toString();
    }

    private void write(int port) {
        text.comment("Made by Porthole. Put it into /etc/nginx/conf.d/ and change the port, the name and the root.");
        text.comment("Differences from Porthole that remain: nginx makes its own pages for listings and errors, its");
        text.comment("own ETags, follows symbolic links out of the folder, and answers OPTIONS with 405. A rule about");
        text.comment("Cache-Control also holds for listings. Paths that begin with two slashes are never redirected.");
        if (site.rules().encodedFiles()) {
            text.comment("Missing here: files of games that were built encoded need a location for each ending.");
        }
        text.gap();
        // A dollar sign begins a variable everywhere but here.
        text.open("geo $porthole_dollar").line("default \"$\";").close();
        maps();
        text.gap().open("server");
        text.line("listen " + port + ";").line("server_name _;");
        text.line("root " + quoted(site.folder().toString()) + ";");
        text.line("index index.html;").line("absolute_redirect off;").line("log_not_found off;");
        types();
        text.gap();
        conditions();
        text.gap();
        text.line("add_header X-Content-Type-Options nosniff always;");
        headerLines.forEach(text::line);
        if (site.options().compress()) {
            text.line("gzip on;").line("gzip_vary on;");
            text.line("gzip_types text/css text/javascript application/json image/svg+xml application/wasm;");
        }
        text.gap();
        locations();
        text.close();
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "${porthole_dollar}") + "\"";
    }

    /** A regular expression has no quotation marks in it, and a backslash means the same in quotes. */
    private static String regex(String expression) {
        return "\"~" + expression + "\"";
    }

    private void maps() {
        Map<String, List<HeaderRules.Each>> byField = new LinkedHashMap<>();
        if (site.rules().shared()) {
            byField.put("access-control-allow-origin", new ArrayList<>());
            headerLines.add("add_header Access-Control-Expose-Headers \"*\" always;");
        }
        if (site.rules().isolated()) {
            headerLines.add("add_header Cross-Origin-Opener-Policy same-origin always;");
            headerLines.add("add_header Cross-Origin-Embedder-Policy require-corp always;");
        }
        byField.put("cache-control", new ArrayList<>());
        for (HeaderRules.Each each : site.book().headers().all()) {
            byField.computeIfAbsent(each.field().name().toLowerCase(Locale.ROOT), name -> new ArrayList<>()).add(each);
        }
        byField.remove("content-type");
        int number = 0;
        for (Map.Entry<String, List<HeaderRules.Each>> field : byField.entrySet()) {
            map(field.getKey(), field.getValue(), number++);
        }
    }

    private void map(String key, List<HeaderRules.Each> rules, int number) {
        String name = rules.isEmpty() ? named(key) : rules.getLast().field().name();
        String variable = "$porthole_field_" + number;
        boolean cache = key.equals("cache-control");
        text.open("map $porthole_path " + variable);
        boolean shared = key.equals("access-control-allow-origin") && site.rules().shared();
        String usual = cache ? "no-cache" : shared ? "*" : "";
        text.line("default " + quoted(usual) + ";");
        // The first that matches holds here, the last one in Porthole.
        for (HeaderRules.Each each : rules.reversed()) {
            String value = each.field().value();
            text.line(regex(pattern(each)) + " " + quoted(value == null ? "" : value) + ";");
        }
        text.close();
        if (cache || !rules.isEmpty() && rules.getLast().field().isAboutCaches()) {
            text.open("map $status " + variable + "_here");
            text.line("default " + quoted(usual) + ";").line("~^(200|206|304)$ " + variable + ";");
            text.close();
            variable += "_here";
        }
        headerLines.add("add_header " + name + " " + variable + " always;");
    }

    private static String named(String key) {
        return key.equals("cache-control") ? "Cache-Control" : "Access-Control-Allow-Origin";
    }

    private static String pattern(HeaderRules.Each each) {
        return each.pattern().regex(Literals::decodedBytes, ANYTHING, PREFIX) + "\\z";
    }

    private void types() {
        text.line("charset off;");
        text.open("types");
        Map<String, List<String>> byType = new TreeMap<>();
        MediaTypes.byExtension().forEach((extension, type) ->
                byType.computeIfAbsent(type, any -> new ArrayList<>()).add(extension));
        byType.forEach((type, extensions) -> text.line("\"" + type + "\" " + String.join(" ", extensions) + ";"));
        text.close();
        text.line("default_type " + MediaTypes.UNKNOWN + ";");
    }

    private void conditions() {
        text.comment("The path within the site, as it was before nginx looked for an index page or an error page.");
        String base = site.base();
        if (!base.isEmpty()) {
            String literal = Literals.decodedBytes(base);
            text.open("if ($uri !~ \"^" + literal + "/\")");
            text.line("set $porthole_outside \"${porthole_outside}x\";").close();
            text.open("if ($uri = \"" + base + "\")").line("return 307 " + base + "/$is_args$args;").close();
            // Within, the base is cut off, and nginx comes by here again with what is left.
            text.open("if ($porthole_inside)").line("set $porthole_outside \"\";").close();
            text.open("if ($porthole_outside)").line("return 404;").close();
            text.line("set $porthole_inside yes;");
            text.line("rewrite \"^" + literal + "(/.*)$\" $1;");
        }
        text.open("if ($porthole_path = \"\")").line("set $porthole_path $uri;").close();
        for (RedirectRule rule : site.book().redirects().rules()) {
            if (rule.forced()) {
                redirect(rule);
            }
        }
        text.line("set $porthole_move \"\";");
        text.open("if (-d $document_root$porthole_path)").line("set $porthole_move folder;").close();
        if (site.isPreview()) {
            text.open("if (-f $document_root$porthole_path.html)").line("set $porthole_move \"\";").close();
        }
        if (site.service().readsFiles()) {
            text.open("if (!-f $document_root$porthole_path/index.html)").line("set $porthole_move \"\";").close();
        }
        text.open("if ($request_uri ~ \"^(?P<porthole_sent>/(?![/\\x5c])[^?]*[^/?])" + RAW_END + "\")");
        text.line("set $porthole_move \"${porthole_move}-name\";").close();
        int slash = site.isPreview() ? site.service() == HostingService.CLOUDFLARE_PAGES ? 308 : 301 : 307;
        text.open("if ($porthole_move = folder-name)");
        text.line("return " + slash + " $porthole_sent/$is_args$args;").close();
        if (site.service().readsFiles()) {
            slashes(slash);
        }
        if (site.leavesEndingsOut()) {
            endings(slash);
        }
    }

    /** The address of a page with a slash leads to the one without. */
    private void slashes(int status) {
        text.line("set $porthole_less \"\";").line("set $porthole_slash \"\";");
        text.open("if ($porthole_path ~ \"(?s)^(?P<porthole_bare>/.*[^/])/\\z\")");
        text.line("set $porthole_less $porthole_bare;").close();
        text.open("if ($request_uri ~ \"^(?P<porthole_plain>/(?![/\\x5c])[^?]*[^/?])/" + RAW_END + "\")");
        text.line("set $porthole_slash asked;").close();
        text.open("if (-f $document_root$porthole_less.html)");
        text.line("set $porthole_slash \"${porthole_slash}-page\";").close();
        if (site.service() == HostingService.CLOUDFLARE_PAGES) {
            text.open("if (-f $document_root$porthole_path/index.html)").line("set $porthole_slash \"\";").close();
        }
        text.open("if ($porthole_slash = asked-page)");
        text.line("return " + status + " $porthole_plain$is_args$args;").close();
    }

    private void endings(int status) {
        text.line("set $porthole_page \"\";").line("set $porthole_stem \"\";");
        text.open("if ($porthole_path ~ \"(?s)^(?P<porthole_name>/.*[^/])\\.html\\z\")");
        text.line("set $porthole_stem $porthole_name;").close();
        text.open("if ($request_uri ~ \"^(?P<porthole_clean>/(?![/\\x5c])[^?]*[^/?])\\.html" + RAW_END + "\")");
        text.line("set $porthole_page asked;").close();
        text.open("if (-f $document_root$porthole_path)").line("set $porthole_page \"${porthole_page}-here\";").close();
        text.open("if (-" + (site.isPreview() ? "f" : "e") + " $document_root$porthole_stem)");
        text.line("set $porthole_page \"${porthole_page}-taken\";").close();
        text.open("if ($porthole_stem ~ \"/index$\")").line("set $porthole_page \"\";").close();
        text.open("if ($porthole_page = asked-here)");
        text.line("return " + status + " $porthole_clean$is_args$args;").close();
        text.open("if ($request_uri ~ \"^(?P<porthole_folder>/(?:(?![/\\x5c])[^?]*/)?)index\\.html" + RAW_END + "\")");
        text.line("return " + status + " $porthole_folder$is_args$args;").close();
    }

    private void redirect(RedirectRule rule) {
        String line = "Line " + rule.line() + " of _redirects: " + rule.from().written() + " " + rule.to();
        if (!rule.query().isEmpty() || !rule.isRedirect() && rule.status() != 200
                || rule.to().matches(".*[\"'\\\\{};\\p{Cntrl}].*")) {
            text.comment("Missing here, because nginx has nothing like it: " + line);
            return;
        }
        text.comment(line);
        String to = rule.to().replace("$", "%24").replaceAll(":([A-Za-z]\\w*)", "\\${porthole_$1}");
        if (rule.isRedirect()) {
            String end = site.service() == HostingService.NETLIFY ? "/?" + RAW_END : RAW_END;
            String base = Literals.sent(site.base());
            String from = rule.from().regex(Literals::sent, RAW_STAR, PREFIX).substring(1);
            text.open("if ($request_uri ~ \"^" + base + from + end + "\")");
            String query = to.indexOf('?') >= 0 || to.indexOf('#') >= 0 ? "" : "$is_args$args";
            text.line("return " + rule.status() + " \"" + to + query + "\";");
        } else {
            // Once only: nginx comes by here again with the file that is shown.
            text.line("set $porthole_todo \"$porthole_shown$porthole_path\";");
            String from = rule.from().regex(Literals::decodedBytes, ANYTHING, PREFIX);
            text.open("if ($porthole_todo ~ \"" + from + "/?\\z\")");
            text.line("set $porthole_shown x;");
            text.line("rewrite ^ \"" + to.replaceFirst("[?#].*", "") + "\" last;");
        }
        text.close();
    }

    private void locations() {
        text.comment("Names that begin with a dot are private; .well-known is not (RFC 8615).");
        if (!site.options().serveDotfiles()) {
            text.open("location ~ \"(^/(?!\\.well-known(?:/|$))|./)\\.(?!\\.)\"").line("return 404;").close();
        }
        if (site.service().readsFiles()) {
            text.open("location ~ \"^/(_headers|_redirects)$\"").line("return 404;").close();
        }
        for (HeaderRules.Each each : site.book().headers().all().reversed()) {
            RuledField field = each.field();
            if (field.name().equalsIgnoreCase("Content-Type") && field.value() != null) {
                text.open("location ~ \"" + pattern(each) + "\"");
                text.line("types { }").line("default_type " + quoted(field.value()) + ";");
                text.line(tryFiles()).close();
            }
        }
        text.open("location /");
        text.line("autoindex " + (site.lists() ? "on" : "off") + ";").line(tryFiles()).close();
        missing();
    }

    private String tryFiles() {
        String folder = site.service().readsFiles() ? "$uri/index.html" : "$uri/";
        String after = site.isPreview() ? "$uri.html " + folder : site.findsPages() ? folder + " $uri.html" : folder;
        return "try_files $uri " + after + " @porthole_missing;";
    }

    private void missing() {
        text.open("location @porthole_missing");
        for (RedirectRule rule : site.book().redirects().rules()) {
            if (!rule.forced()) {
                redirect(rule);
            }
        }
        if (site.alwaysFallsBack()) {
            text.line("rewrite ^ /index.html last;");
        } else if (site.fallsBack()) {
            text.open("if ($porthole_path ~ \"/[^/.]+/?$\")").line("rewrite ^ /index.html last;").close();
        }
        text.line("return 404;").close();
        if (site.hasNotFoundPage()) {
            text.line("error_page 404 /404.html;");
        }
        if (!site.lists()) {
            text.comment("A folder without an index page is as good as missing.");
            text.line("error_page 403 =404 " + (site.hasNotFoundPage() ? "/404.html;" : "@porthole_nothing;"));
            if (!site.hasNotFoundPage()) {
                text.open("location @porthole_nothing").line("return 404;").close();
            }
        }
    }
}
