package dev.porthole.server.event;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a Content-Security-Policy (W3C, level 3) forbids a page a script file of its own site, or a connection to it,
 * as far as that is beyond doubt. For any thread.
 */
public final class ScriptPolicy {

    private static final Pattern FIELD =
            Pattern.compile("^content-security-policy:(.*)$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern META = Pattern.compile("<meta\\s[^>]{0,4000}>", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED = Pattern.compile(
            "http-equiv\\s*=\\s*[\"']?content-security-policy[\"'\\s/>]", Pattern.CASE_INSENSITIVE);
    private static final Pattern CONTENT =
            Pattern.compile("\\scontent\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern HOST =
            Pattern.compile("(?:[a-z][a-z0-9+.-]*://)?[a-z0-9*-][a-z0-9.-]*\\.([a-z]+)(?::[0-9*]+)?(?:/.*)?");
    private static final Set<String> OWN_SCHEMES = Set.of("http:", "https:", "ws:", "wss:");
    private static final String STRICT_DYNAMIC = "'strict-dynamic'";

    private ScriptPolicy() {}

    /**
     * {@return whether a policy in the head of an answer forbids it}
     *
     * @param head of the answer, its lines
     */
    public static boolean forbiddenByHead(String head) {
        return FIELD.matcher(head.replace("\r\n", "\n")).results().anyMatch(field -> forbids(field.group(1)));
    }

    /**
     * {@return whether a policy in a meta element forbids it}
     *
     * @param page the beginning of a page, where such an element has to stand
     */
    public static boolean forbiddenByPage(String page) {
        return META.matcher(COMMENT.matcher(page).replaceAll("")).results()
                .map(meta -> meta.group())
                .filter(meta -> NAMED.matcher(meta).find())
                .map(CONTENT::matcher)
                .filter(Matcher::find)
                .anyMatch(content -> forbids(
                        content.group(1) == null ? String.valueOf(content.group(2)) : content.group(1)));
    }

    /** Several policies, separated by commas, all hold. */
    private static boolean forbids(String policies) {
        for (String policy : policies.split(",")) {
            Map<String, List<String>> directives = new HashMap<>();
            for (String directive : policy.split(";")) {
                List<String> words = List.of(directive.strip().toLowerCase(Locale.ROOT).split("\\s+"));
                // Of two with the same name the first one counts.
                directives.putIfAbsent(words.getFirst(), words.subList(1, words.size()));
            }
            List<String> sandbox = directives.get("sandbox");
            if (sandbox != null && !sandbox.contains("allow-scripts")
                    || isClosed(first(directives, "script-src-elem", "script-src", "default-src"))
                    || isClosed(first(directives, "connect-src", "default-src"))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable List<String> first(Map<String, List<String>> directives, String... names) {
        for (String name : names) {
            List<String> sources = directives.get(name);
            if (sources != null) {
                return sources;
            }
        }
        return null;
    }

    private static boolean isClosed(@Nullable List<String> sources) {
        return sources != null
                && (sources.contains(STRICT_DYNAMIC) || sources.stream().allMatch(ScriptPolicy::isAboutOthers));
    }

    /** This server is called by addresses, localhost and names that end in .local; it is nobody else. */
    private static boolean isAboutOthers(String source) {
        if (source.startsWith("'")) {
            return !source.equals("'self'");
        }
        if (source.endsWith(":")) {
            return !OWN_SCHEMES.contains(source);
        }
        Matcher name = HOST.matcher(source);
        return name.matches() && !name.group(1).equals("local");
    }
}
