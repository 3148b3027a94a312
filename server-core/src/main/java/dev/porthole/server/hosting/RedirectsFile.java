package dev.porthole.server.hosting;

import dev.porthole.server.hosting.RuleFileProblem.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code _redirects} as <a href="https://docs.netlify.com/manage/routing/redirects/overview/">Netlify</a> and
 * <a href="https://developers.cloudflare.com/pages/configuration/redirects/">Cloudflare Pages</a> describe it: a path,
 * where it leads, and a status, on one line.
 */
public final class RedirectsFile {

    /** Its name in the folder. */
    public static final String NAME = "_redirects";

    private static final int MOST_RULES = 10_000;
    private static final int MOST_STATIC_CLOUDFLARE = 2_000;
    private static final int MOST_DYNAMIC_CLOUDFLARE = 100;
    private static final int LONGEST_LINE = 4_096;
    private static final int LONGEST_LINE_CLOUDFLARE = 1_000;
    private static final int REWRITE = 200;
    private static final Set<Integer> NETLIFY = Set.of(200, 301, 302, 303, 307, 308, 404, 410);
    private static final Set<Integer> CLOUDFLARE = Set.of(200, 301, 302, 303, 307, 308);
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://([^/?#\\\\]+)([/?#].*)?");
    private static final Pattern WITH_CONDITION = Pattern.compile("[A-Za-z]+=.*");
    private static final Pattern STATUS = Pattern.compile("(\\d{3})(!?)");

    private final boolean cloudflare;
    private final List<RedirectRule> rules = new ArrayList<>();
    private final List<RuleFileProblem> problems = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int statics;
    private int dynamics;
    private boolean full;

    private RedirectsFile(HostingService service) {
        this.cloudflare = service == HostingService.CLOUDFLARE_PAGES;
    }

    /** A line that cannot be followed. */
    private static final class LineProblem extends Exception {

        private static final long serialVersionUID = 1L;

        private final Kind kind;
        private final String subject;

        LineProblem(Kind kind, String subject) {
            super(kind.name(), null, false, false);
            this.kind = kind;
            this.subject = subject;
        }
    }

    /**
     * What a file says, read as this service reads it.
     *
     * @param text all of the file
     * @param service whose notation and limits hold
     * @return the rules, and the lines that cannot be followed here
     */
    public static Parsed<RedirectRule> parse(String text, HostingService service) {
        RedirectsFile file = new RedirectsFile(service);
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length && !file.full; i++) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                file.read(i + 1, line);
            }
        }
        return new Parsed<>(file.rules, file.problems);
    }

    private void read(int number, String line) {
        try {
            if (line.length() > (cloudflare ? LONGEST_LINE_CLOUDFLARE : LONGEST_LINE)) {
                throw new LineProblem(Kind.LINE_TOO_LONG, "");
            }
            List<String> words = new ArrayList<>(List.of(line.split("\\s+")));
            RedirectRule rule = cloudflare ? cloudflare(number, words) : netlify(number, words);
            rules.add(rule);
            if (rules.size() >= MOST_RULES) {
                full = true;
                throw new LineProblem(Kind.TOO_MANY, String.valueOf(MOST_RULES));
            }
        } catch (LineProblem e) {
            problems.add(new RuleFileProblem(NAME, number, e.kind, e.subject));
        }
    }

    private RedirectRule cloudflare(int number, List<String> words) throws LineProblem {
        if (words.size() < 2) {
            throw new LineProblem(Kind.NO_DESTINATION, words.getFirst());
        }
        if (words.size() > 3) {
            String fourth = words.get(words.size() - 1);
            throw words.get(1).indexOf('=') > 0 && !words.get(1).startsWith("/")
                    ? new LineProblem(Kind.QUERY, words.get(1))
                    : WITH_CONDITION.matcher(fourth).matches()
                            ? new LineProblem(Kind.CONDITION, fourth) : new LineProblem(Kind.TOO_MANY_WORDS, fourth);
        }
        PathPattern from = source(words.getFirst());
        count(from);
        if (!seen.add(from.written())) {
            throw new LineProblem(Kind.DUPLICATE, from.written());
        }
        int status = words.size() < 3 ? 302 : status(words.get(2), CLOUDFLARE);
        return checked(new RedirectRule(number, from, Map.of(), words.get(1), status, true));
    }

    /** From the first dynamic rule on all count as dynamic, and what is beyond their number is not read. */
    private void count(PathPattern from) throws LineProblem {
        if (from.isStatic() && dynamics == 0) {
            statics++;
            if (statics > MOST_STATIC_CLOUDFLARE) {
                throw new LineProblem(Kind.TOO_MANY, String.valueOf(MOST_STATIC_CLOUDFLARE));
            }
        } else {
            dynamics++;
            if (dynamics > MOST_DYNAMIC_CLOUDFLARE) {
                full = true;
                throw new LineProblem(Kind.TOO_MANY, String.valueOf(MOST_DYNAMIC_CLOUDFLARE));
            }
        }
    }

    private RedirectRule netlify(int number, List<String> all) throws LineProblem {
        int comment = 1;
        while (comment < all.size() && !all.get(comment).startsWith("#")) {
            comment++;
        }
        List<String> words = all.subList(0, comment);
        int to = 1;
        Map<String, String> query = new LinkedHashMap<>();
        while (to < words.size() && !isDestination(words.get(to))) {
            String word = words.get(to++);
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new LineProblem(STATUS.matcher(word).matches() ? Kind.NO_DESTINATION : Kind.DESTINATION, word);
            }
            query.put(word.substring(0, equals), word.substring(equals + 1));
        }
        if (to >= words.size()) {
            throw new LineProblem(Kind.NO_DESTINATION, words.getFirst());
        }
        PathPattern from = source(words.getFirst());
        String destination = words.get(to);
        int status = 301;
        boolean forced = false;
        int next = to + 1;
        if (next < words.size() && !WITH_CONDITION.matcher(words.get(next)).matches()) {
            String word = words.get(next++);
            status = status(word, NETLIFY);
            forced = word.endsWith("!");
        }
        if (next < words.size()) {
            throw new LineProblem(
                    WITH_CONDITION.matcher(words.get(next)).matches() ? Kind.CONDITION : Kind.TOO_MANY_WORDS,
                    words.get(next));
        }
        return checked(new RedirectRule(number, from, query, destination, status, forced));
    }

    private static boolean isDestination(String word) {
        return word.startsWith("/") || ADDRESS.matcher(word).matches();
    }

    private static PathPattern source(String word) throws LineProblem {
        if (ADDRESS.matcher(word).matches()) {
            throw new LineProblem(Kind.OTHER_HOST, word);
        }
        Optional<PathPattern> from = PathPattern.parse(word);
        return from.orElseThrow(() -> new LineProblem(Kind.PATTERN, word));
    }

    private int status(String word, Set<Integer> known) throws LineProblem {
        Matcher matcher = STATUS.matcher(word);
        if (!matcher.matches() || !known.contains(Integer.valueOf(matcher.group(1)))) {
            throw new LineProblem(Kind.STATUS, word);
        }
        if (cloudflare && !matcher.group(2).isEmpty()) {
            throw new LineProblem(Kind.FORCED, word);
        }
        return Integer.parseInt(matcher.group(1));
    }

    private RedirectRule checked(RedirectRule rule) throws LineProblem {
        String to = rule.to();
        if (to.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new LineProblem(Kind.DESTINATION, rule.from().written());
        }
        Matcher address = ADDRESS.matcher(to);
        boolean elsewhere = address.matches();
        // "//name/" is the address of another host, and so is what browsers make of "/\name/".
        if (!elsewhere && (!to.startsWith("/") || to.startsWith("//") || to.startsWith("/\\"))
                || elsewhere && Template.hasPlaceholder(address.group(1).replaceFirst(":\\d+$", ""))) {
            throw new LineProblem(Kind.DESTINATION, to);
        }
        if (to.startsWith("/.netlify/") || rule.from().written().startsWith("/.netlify/")) {
            throw new LineProblem(Kind.FUNCTION, to);
        }
        if (elsewhere && !rule.isRedirect()) {
            throw new LineProblem(Kind.PROXY, to);
        }
        String path = elsewhere ? String.valueOf(address.group(2)) : to;
        String unknown = Template.unknown(path, rule.from(), rule.query());
        if (!unknown.isEmpty() && !cloudflare) {
            throw new LineProblem(Kind.PLACEHOLDER, ":" + unknown);
        }
        if (leadsToItself(rule)) {
            throw new LineProblem(Kind.LOOP, to);
        }
        return rule;
    }

    private boolean leadsToItself(RedirectRule rule) {
        String from = rule.from().written();
        if (cloudflare && rule.status() == REWRITE) {
            // The page's own address leads to the one without its ending, which is where this rule begins.
            return from.matches("/\\*?") && rule.to().matches("/index(\\.html)?");
        }
        String to = rule.to().replaceFirst("[?#].*", "");
        return rule.isRedirect() && rule.query().isEmpty() && rule.from().isStatic()
                && (cloudflare ? to.equals(from) : Redirects.withoutSlash(to).equals(Redirects.withoutSlash(from)));
    }
}
