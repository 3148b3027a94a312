package dev.porthole.server.http;

import dev.porthole.server.event.ResponseField;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import dev.porthole.server.files.DirectoryListing;
import dev.porthole.server.files.DocumentRoot;
import dev.porthole.server.files.DocumentRoot.Found;
import dev.porthole.server.files.DocumentRoot.FoundDirectory;
import dev.porthole.server.files.DocumentRoot.FoundFile;
import dev.porthole.server.files.DocumentRoot.Refused;
import dev.porthole.server.files.MediaTypes;
import dev.porthole.server.files.PercentEncoding;
import dev.porthole.server.files.TooManyOpenFilesException;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.hosting.RuledField;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the answer to a request is. It waits for the disk, so it runs on the file threads, never on
 * an event loop.
 */
final class StaticContent {

    private static final String INDEX = "index.html";
    private static final String NOT_FOUND_PAGE = "404.html";
    private static final String PAGE_ENDING = ".html";
    private static final String LISTING_TYPE = "text/html; charset=utf-8";

    private final DocumentRoot root;
    private final FileMemory memory;
    private final AnswerMemory waitingPages = AnswerMemory.spared();
    private final boolean httpsOnly;
    private final boolean listDirectories;
    private final HostingRules rules;
    private final HostPolicy hosts;
    private final OwnPages ownPages;
    private final @Nullable ReloadedPages reloaded;
    private final FileResponses files;
    private final FileRepresentations representations;
    private final RuleFiles ruleFiles;
    private final @Nullable ServicePreview preview;

    StaticContent(
            DocumentRoot root,
            FileMemory memory,
            boolean httpsOnly,
            boolean listDirectories,
            HostingRules rules,
            boolean compress,
            HostPolicy hosts,
            OwnPages ownPages,
            @Nullable ReloadedPages reloaded,
            AnswerMemory waitingFiles,
            HttpLimits limits) {
        this.root = root;
        this.memory = memory;
        this.httpsOnly = httpsOnly;
        this.listDirectories = listDirectories;
        this.rules = rules;
        this.hosts = hosts;
        this.ownPages = ownPages;
        this.reloaded = reloaded;
        this.files = new FileResponses(limits);
        this.ruleFiles = new RuleFiles(memory, rules);
        this.representations = new FileRepresentations(
                memory, files, rules, ruleFiles, compress ? new Compression(memory) : null, reloaded,
                waitingFiles);
        this.preview = rules.service() == HostingService.NONE
                ? null : new ServicePreview(rules.service(), memory, new PreviewAnswers());
        // Java opens files to make anything for the first time. When none can be opened any more, this has to
        // be known already, or the client would get no answer at all.
        TooManyOpenFilesException none = new TooManyOpenFilesException(new IOException());
        ErrorPage.response(503, Why.of(Rule.OVERLOADED, String.valueOf(none.getMessage())), null, null);
    }

    /** The answer; never fails, because a failure is an answer too. */
    Response answer(Request request) {
        try {
            Response response = decide(request);
            return reloaded == null ? response : reloaded.made(request, response);
        } catch (TooManyOpenFilesException e) {
            return error(request, 503, Why.of(Rule.OVERLOADED, "EMFILE")).field(ResponseField.RETRY_AFTER, "1");
        } catch (IOException e) {
            return error(request, 500, Why.of(Rule.SERVER_ERROR, String.valueOf(e.getMessage())));
        }
    }

    private Response decide(Request request) throws IOException {
        HostName host = request.host();
        if (host != null && !hosts.accepts(host)) {
            return error(request, 403, Why.of(Rule.FOREIGN_HOST, host.name()));
        }
        RequestTarget target = request.target();
        return switch (request.method()) {
            case UNKNOWN -> error(request, 501, Why.of(Rule.METHOD_UNKNOWN, request.head().method()));
            case NOT_ALLOWED -> error(request, 405, Why.of(Rule.METHOD_NOT_ALLOWED, request.head().method()))
                    .field(ResponseField.ALLOW, Method.ALLOWED);
            case OPTIONS -> options();
            case GET, HEAD -> {
                if (target == null) {
                    throw new IllegalStateException("GET and HEAD always have a target");
                }
                yield look(request, target);
            }
        };
    }

    /** With the answer to a preflight, Fetch standard 3.3.2, where pages of other sites are let in. */
    private Response options() {
        Response response = new Response(200, Why.of(Rule.OPTIONS)).field(ResponseField.ALLOW, Method.ALLOWED);
        return rules.shared()
                ? response.field(ResponseField.ALLOW_METHODS, Method.ALLOWED).field(ResponseField.ALLOW_HEADERS, "*")
                : response;
    }

    private Response look(Request request, RequestTarget target) throws IOException {
        Optional<OwnPage> own = ownPages.at(target);
        if (own.isPresent()) {
            return own.get().answer(request);
        }
        if (httpsOnly && !request.secure()) {
            return HttpsRedirect.answer(request, target);
        }
        return rules.isPlain() ? lookUp(request, target) : lookByRules(request, target);
    }

    /** With a base path, a service that is previewed, or header fields that depend on the path. */
    private Response lookByRules(Request request, RequestTarget whole) throws IOException {
        List<String> base = rules.baseNames();
        List<String> names = whole.segments();
        if (names.size() < base.size() || !names.subList(0, base.size()).equals(base)) {
            return error(request, 404, Why.of(Rule.OUTSIDE_BASE, rules.basePath()));
        }
        RequestTarget target = base.isEmpty() ? whole : whole.below(base);
        if (names.size() == base.size() && !whole.directory()) {
            return slashAdded(whole);
        }
        RuleFiles.Current current = ruleFiles.current();
        Response response = preview == null
                ? lookUp(request, target) : preview.look(request, target, current.book().redirects());
        ruled(response, target, current);
        return response;
    }

    /** Adds what rules say about header fields: to the answer, and to those that memory will give. */
    private void ruled(Response response, RequestTarget target, RuleFiles.Current current) {
        List<RuledField> fields = current.book().headers().forPath(target.path());
        response.ruled(RuledFields.of(fields, response));
        StoredFile stored = response.stored();
        if (stored == null) {
            return;
        }
        if (ruleFiles.areRead() && stored.generation() != current.generation()) {
            // The rules may have changed between their look and that of the file, and nobody would notice later.
            response.stored(null);
            return;
        }
        for (Response each : List.of(stored.whole(), stored.notModified())) {
            if (each != response) {
                each.ruled(RuledFields.of(fields, each));
            }
        }
    }

    private Response lookUp(Request request, RequestTarget target) throws IOException {
        FileMemory.Sighting sighting = memory.find(target.segments());
        return switch (sighting.found()) {
            case FoundFile found -> {
                if (target.directory()) {
                    found.file().close();
                    yield missing(request, target, Rule.NOT_FOUND);
                }
                if (rules.cleanUrls() && hasCleanUrl(target)) {
                    found.file().close();
                    yield cleanUrl(target);
                }
                yield file(request, found, Rule.FILE, sighting.generation());
            }
            case FoundDirectory found -> directory(request, target, found);
            case Refused refused -> missing(request, target, refused.rule());
        };
    }

    /** Nothing that may be served has this path; a rule of the site may know what is meant. */
    private Response missing(Request request, RequestTarget target, Rule rule) throws IOException {
        List<String> names = target.segments();
        if (rule != Rule.NOT_FOUND || names.isEmpty()) {
            return refused(request, rule);
        }
        if (rules.cleanUrls() && !target.directory()) {
            List<String> page = new ArrayList<>(names);
            page.set(page.size() - 1, page.getLast() + PAGE_ENDING);
            if (memory.find(page).found() instanceof FoundFile found) {
                // Without a generation, because no watch would tell that the path leads to a file by now.
                return file(request, found, Rule.CLEAN_URL, 0);
            }
        }
        if (rules.fallback() && names.getLast().indexOf('.') < 0
                && memory.find(List.of(INDEX)).found() instanceof FoundFile found) {
            return file(request, found, Rule.FALLBACK, 0);
        }
        return refused(request, rule);
    }

    /** A page that can be reached without its ending, because nothing else is called so. */
    private boolean hasCleanUrl(RequestTarget target) throws IOException {
        List<String> names = target.segments();
        String last = names.getLast();
        if (!last.endsWith(PAGE_ENDING) || last.equals(PAGE_ENDING)) {
            return false;
        }
        if (last.equals(INDEX)) {
            return true;
        }
        List<String> clean = new ArrayList<>(names);
        clean.set(clean.size() - 1, last.substring(0, last.length() - PAGE_ENDING.length()));
        Found other = memory.find(clean).found();
        if (other instanceof FoundFile file) {
            file.file().close();
        }
        return other instanceof Refused refused && refused.rule() == Rule.NOT_FOUND;
    }

    private static Response cleanUrl(RequestTarget target) {
        String path = target.normalizedPath();
        String left = target.segments().getLast().equals(INDEX) ? INDEX : PAGE_ENDING;
        String query = target.sentQuery();
        return new Response(307, Why.of(Rule.CLEAN_URL_REDIRECT))
                .field(ResponseField.LOCATION, path.substring(0, path.length() - left.length()) + query)
                .field(ResponseField.CACHE_CONTROL, "no-cache");
    }

    private Response directory(Request request, RequestTarget target, FoundDirectory found)
            throws IOException {
        if (!target.directory()) {
            return slashAdded(target);
        }
        List<String> index = new ArrayList<>(target.segments());
        index.add(INDEX);
        FileMemory.Sighting sighting = memory.find(index);
        Found inside = sighting.found();
        if (inside instanceof FoundFile file) {
            return file(request, file, Rule.INDEX, sighting.generation());
        }
        if (inside instanceof Refused refused && refused.rule() != Rule.NOT_FOUND) {
            return refused(request, refused.rule());
        }
        if (!listDirectories) {
            return notFound(request, Rule.LISTING_OFF);
        }
        return listing(request, target, found);
    }

    private static Response slashAdded(RequestTarget target) {
        String query = target.sentQuery();
        // Temporary, because a cached permanent redirect outlives the folder that caused it. Built from
        // the normal form, because "//name/" would lead to another host.
        return new Response(307, Why.of(Rule.DIRECTORY_SLASH))
                .field(ResponseField.LOCATION, target.normalizedPath() + "/" + query)
                .field(ResponseField.CACHE_CONTROL, "no-cache");
    }

    private Response listing(Request request, RequestTarget target, FoundDirectory found)
            throws IOException {
        ListingPage.Sorting sorting = ListingPage.Sorting.of(target.query());
        DirectoryListing listing;
        try {
            if (reloaded != null) {
                reloaded.listed(found.directory());
            }
            listing = root.list(found, sorting.column(), sorting.descending());
        } catch (AccessDeniedException e) {
            return refused(request, Rule.NOT_PERMITTED);
        }
        Representation page = Representation.plain(LISTING_TYPE, Preconditions.Validators.NONE);
        Optional<Why> failed = Preconditions.evaluate(request.fields(), page.validators());
        if (failed.isPresent()) {
            return files.precondition(request, failed.get(), page);
        }
        Page frame = Page.forVisitor(request.fields().combined("Accept-Language"));
        byte[] html = ListingPage.html(frame, target.segments(), listing, sorting);
        AnswerMemory.Share share = waitingPages.take(html.length);
        if (share == null) {
            return error(request, 503, Why.of(Rule.OVERLOADED)).field(ResponseField.RETRY_AFTER, "1");
        }
        return new Response(200, Why.of(Rule.LISTING, Integer.toString(listing.entries().size())))
                .mediaType(page.mediaType())
                .field(ResponseField.CACHE_CONTROL, "no-cache")
                .field(ResponseField.VARY, "Accept-Language")
                .field(ResponseField.CONTENT_SECURITY_POLICY, Page.CONTENT_SECURITY_POLICY)
                .body(new Response.Bytes(html))
                .holding(share);
    }

    private Response file(Request request, FoundFile found, Rule rule, long generation) throws IOException {
        return representations.answer(request, found, rule, generation);
    }

    /**
     * The answer to a request, if it can be given without waiting for the disk: for a large file that is open, and over
     * HTTP/2 for a small one that was read before.
     * For event loops.
     */
    Optional<Response> answerAtOnce(Request request) {
        HostName host = request.host();
        boolean whole = (request.method() == Method.GET || request.method() == Method.HEAD)
                && (request.secure() || !httpsOnly) && !ruleFiles.areRead()
                && !request.fields().has("Range");
        if (!whole || host != null && !hosts.accepts(host)) {
            return Optional.empty();
        }
        Optional<Response> known = recall(request);
        RequestTarget target = request.target();
        if (known.isPresent() && rules.ruleHeaders() && target != null) {
            ruled(known.get(), target.below(rules.baseNames()), new RuleFiles.Current(ruleFiles.fixed(), 0));
        }
        return known;
    }

    private Optional<Response> recall(Request request) {
        String target = request.head().target();
        Optional<Response> small = Optional.empty();
        if (request.head().isHttp2()) {
            AcceptEncoding accepted = AcceptEncoding.parse(request.fields().combined("Accept-Encoding"));
            small = memory.recallRead(target, accepted).flatMap(read -> representations.answer(request, read));
        }
        return small.isPresent() ? small : memory.recallOpen(target)
                .flatMap(open -> open.share().map(file -> representations.answer(request, open, file)));
    }

    private Response refused(Request request, Rule rule) throws IOException {
        return isForbidden(rule) ? error(request, 403, Why.of(rule)) : notFound(request, rule);
    }

    /** The folder's own 404.html where there is one, as hosting services do. */
    private Response notFound(Request request, Rule rule) throws IOException {
        RequestTarget target = request.target();
        if (reloaded != null && target != null) {
            root.place(target.segments()).ifPresent(reloaded::missed);
        }
        if (root.find(List.of(NOT_FOUND_PAGE)) instanceof FoundFile page) {
            return FileResponses.page(page.file(), 404, Why.of(rule, NOT_FOUND_PAGE))
                    .mediaType(MediaTypes.of(NOT_FOUND_PAGE))
                    .about(NOT_FOUND_PAGE);
        }
        return error(request, 404, Why.of(rule));
    }

    private static Response error(Request request, int status, Why why) {
        RequestTarget target = request.target();
        return ErrorPage.response(
                status,
                why,
                request.fields().combined("Accept-Language"),
                target == null ? null : readablePath(target));
    }

    /** What a preview needs to make its answers. */
    private final class PreviewAnswers implements ServicePreview.Answers {

        @Override
        public Response file(Request request, FoundFile found, Rule rule, long generation) throws IOException {
            return StaticContent.this.file(request, found, rule, generation);
        }

        @Override
        public Response page(FoundFile found, int status, Why why) {
            String path = PercentEncoding.readable(found.relativePath());
            return FileResponses.page(found.file(), status, why)
                    .mediaType(MediaTypes.of(path.substring(path.lastIndexOf('/') + 1)))
                    .about(path);
        }

        @Override
        public Response nothing(Request request, Rule rule) {
            return error(request, isForbidden(rule) ? 403 : 404, Why.of(rule));
        }
    }

    private static boolean isForbidden(Rule rule) {
        return rule == Rule.NOT_PERMITTED || rule == Rule.LINK_ESCAPES || rule == Rule.SPECIAL_FILE;
    }

    private static String readablePath(RequestTarget target) {
        String path = "/" + String.join("/", target.segments()) + (target.directory() ? "/" : "");
        return PercentEncoding.readable(path.replace("//", "/"));
    }
}
