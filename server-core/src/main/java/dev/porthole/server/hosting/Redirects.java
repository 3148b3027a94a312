package dev.porthole.server.hosting;

import dev.porthole.server.files.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The redirects and rewrites of a site: for a path, the first rule that holds, and where it leads. */
public final class Redirects {

    private final List<RedirectRule> rules;
    private final Map<String, RedirectRule> statics = new HashMap<>();
    private final List<RedirectRule> others;
    private final boolean slashesMatter;

    /**
     * A rule that holds for a request.
     *
     * @param rule the rule
     * @param target where it leads: a path or an address, with placeholders filled in, ready to stand in a Location
     */
    public record Match(RedirectRule rule, String target) {}

    Redirects(List<RedirectRule> rules, HostingService service) {
        this.rules = rules;
        this.slashesMatter = service == HostingService.CLOUDFLARE_PAGES;
        if (slashesMatter) {
            // Exact paths come first, wherever they stand.
            rules.stream().filter(rule -> rule.from().isStatic())
                    .forEach(rule -> statics.putIfAbsent(
                            PathText.normal(rule.from().written()).replace(":", "%3A"), rule));
            this.others = rules.stream().filter(rule -> !rule.from().isStatic()).toList();
        } else {
            this.others = rules;
        }
    }

    /** {@return all of them, in their order} */
    public List<RedirectRule> rules() {
        return rules;
    }

    /**
     * The first rule that holds.
     *
     * @param path in normal form
     * @param query as it was sent, without its question mark
     * @return the rule, and where it leads for this path; empty if none holds
     */
    public Optional<Match> match(String path, @Nullable String query) {
        RedirectRule exact = statics.get(path);
        if (exact != null) {
            return Optional.of(new Match(exact, target(exact, Map.of(), query)));
        }
        String compared = slashesMatter ? path : withoutSlash(path);
        for (RedirectRule rule : others) {
            Optional<Map<String, String>> found = found(rule, compared, query);
            if (found.isPresent()) {
                String target = target(rule, found.get(), query);
                if (!leadsBack(rule, target, compared)) {
                    return Optional.of(new Match(rule, target));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Map<String, String>> found(RedirectRule rule, String path, @Nullable String query) {
        Optional<Map<String, String>> inPath = rule.from().match(path);
        if (!slashesMatter && inPath.isEmpty()) {
            // The path "/blog" belongs to "/blog/*", and a closing slash in a rule means nothing.
            inPath = rule.from().match(path + "/");
        }
        if (inPath.isEmpty() || rule.query().isEmpty()) {
            return inPath;
        }
        Map<String, String> sent = parameters(query);
        if (!sent.keySet().equals(rule.query().keySet())) {
            return Optional.empty();
        }
        Map<String, String> found = new HashMap<>(inPath.get());
        for (Map.Entry<String, String> wanted : rule.query().entrySet()) {
            String value = String.valueOf(sent.get(wanted.getKey()));
            if (wanted.getValue().startsWith(":")) {
                found.put(wanted.getValue().substring(1), PathText.harmless(value));
            } else if (!wanted.getValue().equals(value)) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query != null) {
            for (String each : query.split("&")) {
                int equals = each.indexOf('=');
                if (!each.isEmpty()) {
                    String name = equals < 0 ? each : each.substring(0, equals);
                    parameters.putIfAbsent(name, equals < 0 ? "" : each.substring(equals + 1));
                }
            }
        }
        return parameters;
    }

    /** The query goes along unless the rule has one of its own, or has taken it apart. */
    private static String target(RedirectRule rule, Map<String, String> found, @Nullable String query) {
        String filled = ascii(Template.fill(rule.to(), found));
        int slashes = 0;
        while (slashes < filled.length() && filled.charAt(slashes) == '/') {
            slashes++;
        }
        // An empty placeholder must not make the address of another host out of a path.
        filled = slashes > 1 ? filled.substring(slashes - 1) : filled;
        if (query == null || filled.indexOf('?') >= 0 || !rule.query().isEmpty()) {
            return filled;
        }
        int fragment = filled.indexOf('#');
        String sent = "?" + ascii8(query);
        return fragment < 0 ? filled + sent : filled.substring(0, fragment) + sent + filled.substring(fragment);
    }

    /** Whether a redirect leads to the very path that was asked for. */
    private boolean leadsBack(RedirectRule rule, String target, String path) {
        if (!rule.isRedirect() || !target.startsWith("/") || !rule.query().isEmpty()) {
            return false;
        }
        String to = PathText.normal(target.replaceFirst("[?#].*", ""));
        return slashesMatter ? to.equals(path) : withoutSlash(to).equals(path);
    }

    static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String ascii(String text) {
        return ascii8(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    /** Bytes above 127, blanks and backslashes cannot stand in an address. */
    private static String ascii8(String bytes) {
        StringBuilder ascii = new StringBuilder(bytes.length());
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c > ' ' && c < 0x7f && c != '\\') {
                ascii.append(c);
            } else {
                PercentEncoding.encode(String.valueOf(c), ascii);
            }
        }
        return ascii.toString();
    }
}
