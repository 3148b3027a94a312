package dev.porthole.server.http;

import dev.porthole.server.event.ResponseField;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import dev.porthole.server.files.DocumentRoot.Found;
import dev.porthole.server.files.DocumentRoot.FoundDirectory;
import dev.porthole.server.files.DocumentRoot.FoundFile;
import dev.porthole.server.files.DocumentRoot.Refused;
import dev.porthole.server.hosting.HeadersFile;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.hosting.RedirectRule;
import dev.porthole.server.hosting.Redirects;
import dev.porthole.server.hosting.RedirectsFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks a path up the way a hosting service does: in which order endings, folders and rules are tried, and what is
 * sent when there is nothing. Where the services redirect for good, it is said that nothing may be kept: a browser
 * would go on doing so on this port when another site is served there.
 */
final class ServicePreview {

    private static final String INDEX = "index.html";
    private static final String ENDING = ".html";
    private static final String NOT_FOUND_PAGE = "404.html";
    private static final int MOVED = 301;
    private static final int MOVED_CLOUDFLARE = 308;

    private final HostingService service;
    private final FileMemory memory;
    private final Answers answers;

    /** Makes the answers once it is clear what they are. */
    interface Answers {

        /** A file that was found; generation 0 when the path leads to it by way of a rule. */
        Response file(Request request, FoundFile found, Rule rule, long generation) throws IOException;

        /** A file as the page of another status than 200. */
        Response page(FoundFile found, int status, Why why);

        /** Nothing: a page of the server's own. */
        Response nothing(Request request, Rule rule);
    }

    /** What a path leads to without rules. */
    private sealed interface Place {}

    private record Hit(FoundFile found, Rule rule, long generation) implements Place {}

    private record Moved(String path, Rule rule) implements Place {}

    private record Missing(Rule rule) implements Place {}

    ServicePreview(HostingService service, FileMemory memory, Answers answers) {
        this.service = service;
        this.memory = memory;
        this.answers = answers;
    }

    /** The answer to GET or HEAD. */
    Response look(Request request, RequestTarget target, Redirects redirects) throws IOException {
        if (service.readsFiles() && isRuleFile(target)) {
            return missing(request, target, Rule.RULE_FILE);
        }
        Optional<Redirects.Match> match = redirects.match(target.path(), target.query());
        if (match.isPresent() && match.get().rule().forced()) {
            return follow(request, target, match.get());
        }
        Place place = find(target);
        return switch (place) {
            case Hit hit -> answers.file(request, hit.found, hit.rule, hit.generation);
            case Missing nothing when nothing.rule == Rule.NOT_FOUND && match.isPresent() ->
                    follow(request, target, match.get());
            case Missing nothing -> missing(request, target, nothing.rule);
            case Moved moved -> moved(target, moved);
        };
    }

    private static boolean isRuleFile(RequestTarget target) {
        return target.segments().size() == 1
                && (target.segments().getFirst().equals(HeadersFile.NAME)
                || target.segments().getFirst().equals(RedirectsFile.NAME));
    }

    private Place find(RequestTarget target) throws IOException {
        List<String> names = target.segments();
        if (names.isEmpty()) {
            return fileAt(with(names, INDEX), Rule.INDEX);
        }
        return target.directory() ? findFolder(target, names) : findName(target, names);
    }

    /** A path that ends in a slash. */
    private Place findFolder(RequestTarget target, List<String> names) throws IOException {
        boolean cloudflare = service == HostingService.CLOUDFLARE_PAGES;
        Place index = fileAt(with(names, INDEX), Rule.INDEX);
        if (index instanceof Hit && (cloudflare || service == HostingService.GITHUB_PAGES)) {
            return index;
        }
        if (service != HostingService.GITHUB_PAGES && exists(page(names))) {
            close(index);
            String path = target.normalizedPath();
            return new Moved(path.substring(0, path.length() - 1), Rule.CLEAN_URL_REDIRECT);
        }
        return index;
    }

    private Place findName(RequestTarget target, List<String> names) throws IOException {
        FileMemory.Sighting sighting = memory.find(names);
        String path = target.normalizedPath();
        if (sighting.found() instanceof FoundFile found) {
            if (service == HostingService.CLOUDFLARE_PAGES && names.getLast().endsWith(ENDING)
                    && !names.getLast().equals(ENDING)) {
                String clean = path.substring(0, path.length() - ENDING.length());
                boolean index = names.getLast().equals(INDEX);
                if (index || !exists(without(names))) {
                    found.file().close();
                    return new Moved(
                            index ? clean.substring(0, clean.length() - "index".length()) : clean,
                            Rule.CLEAN_URL_REDIRECT);
                }
            }
            return new Hit(found, Rule.FILE, sighting.generation());
        }
        if (sighting.found() instanceof Refused refused && refused.rule() != Rule.NOT_FOUND) {
            return new Missing(refused.rule());
        }
        if (service == HostingService.CLOUDFLARE_PAGES && names.getLast().equals("index")) {
            return new Moved(path.substring(0, path.length() - "index".length()), Rule.CLEAN_URL_REDIRECT);
        }
        if (memory.find(page(names)).found() instanceof FoundFile found) {
            return new Hit(found, Rule.CLEAN_URL, 0);
        }
        boolean folder = sighting.found() instanceof FoundDirectory
                && (service == HostingService.GITHUB_PAGES || exists(with(names, INDEX)));
        return folder ? new Moved(path + "/", Rule.DIRECTORY_SLASH) : new Missing(Rule.NOT_FOUND);
    }

    private Place fileAt(List<String> names, Rule rule) throws IOException {
        FileMemory.Sighting sighting = memory.find(names);
        return switch (sighting.found()) {
            case FoundFile found -> new Hit(found, rule, sighting.generation());
            case Refused refused -> new Missing(refused.rule());
            case FoundDirectory directory -> new Missing(Rule.NOT_FOUND);
        };
    }

    private boolean exists(List<String> names) throws IOException {
        Found found = memory.find(names).found();
        if (found instanceof FoundFile file) {
            file.file().close();
        }
        return found instanceof FoundFile;
    }

    private static void close(Place place) {
        if (place instanceof Hit hit) {
            hit.found.file().close();
        }
    }

    private Response moved(RequestTarget target, Moved moved) {
        int status = service == HostingService.CLOUDFLARE_PAGES ? MOVED_CLOUDFLARE : MOVED;
        return redirect(status, Why.of(moved.rule), moved.path + target.sentQuery());
    }

    private static Response redirect(int status, Why why, String location) {
        return new Response(status, why)
                .field(ResponseField.LOCATION, location)
                .field(ResponseField.CACHE_CONTROL, "no-cache");
    }

    private Response follow(Request request, RequestTarget target, Redirects.Match match) throws IOException {
        RedirectRule rule = match.rule();
        if (rule.isRedirect()) {
            return redirect(rule.status(), Why.of(Rule.REDIRECT_RULE, rule.summary()), match.target());
        }
        Optional<FoundFile> shown = shownAt(match.target());
        if (shown.isEmpty()) {
            return missing(request, target, Rule.NOT_FOUND);
        }
        if (rule.status() != 200) {
            return answers.page(shown.get(), rule.status(), Why.of(Rule.ERROR_RULE, rule.summary()));
        }
        Response response = answers.file(request, shown.get(), Rule.REWRITE_RULE, 0);
        return response.why().rule() == Rule.REWRITE_RULE
                ? response.because(Why.of(Rule.REWRITE_RULE, rule.summary())) : response;
    }

    /** The file that a rewrite shows; rules do not hold for where it leads, so that none can go round in circles. */
    private Optional<FoundFile> shownAt(String path) throws IOException {
        RequestTarget target;
        try {
            target = RequestTarget.parse(path.replaceFirst("#.*", ""));
        } catch (RequestRefusedException e) {
            return Optional.empty();
        }
        List<String> names = target.segments();
        List<List<String>> tried = new ArrayList<>();
        if (!target.directory()) {
            tried.add(names);
        }
        if (!names.isEmpty()) {
            tried.add(page(names));
        }
        tried.add(with(names, INDEX));
        for (List<String> each : tried) {
            if (memory.find(each).found() instanceof FoundFile found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** A 404 page of the site; with Cloudflare the nearest one, and without any the index page for every path. */
    private Response missing(Request request, RequestTarget target, Rule rule) throws IOException {
        if (rule == Rule.NOT_PERMITTED || rule == Rule.LINK_ESCAPES || rule == Rule.SPECIAL_FILE) {
            return answers.nothing(request, rule);
        }
        boolean cloudflare = service == HostingService.CLOUDFLARE_PAGES;
        List<String> folder = target.segments();
        for (int depth = cloudflare ? folder.size() : 0; depth >= 0; depth--) {
            List<String> page = with(folder.subList(0, depth), NOT_FOUND_PAGE);
            if (memory.find(page).found() instanceof FoundFile found) {
                return answers.page(found, 404, Why.of(rule, String.join("/", page)));
            }
        }
        if (cloudflare && memory.find(List.of(INDEX)).found() instanceof FoundFile found) {
            return answers.file(request, found, Rule.FALLBACK, 0);
        }
        return answers.nothing(request, rule);
    }

    private static List<String> with(List<String> names, String last) {
        List<String> longer = new ArrayList<>(names);
        longer.add(last);
        return longer;
    }

    private static List<String> page(List<String> names) {
        List<String> page = new ArrayList<>(names);
        page.set(page.size() - 1, page.getLast() + ENDING);
        return page;
    }

    private static List<String> without(List<String> names) {
        List<String> clean = new ArrayList<>(names);
        String last = clean.getLast();
        clean.set(clean.size() - 1, last.substring(0, last.length() - ENDING.length()));
        return clean;
    }
}
