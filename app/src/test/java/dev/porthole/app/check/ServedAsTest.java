package dev.porthole.app.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.check.Finding.Kind;
import dev.porthole.server.ServerState;
import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.http.HostingRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same links in the eyes of the check and of a real server with the same options. */
class ServedAsTest {

    private static final Set<Kind> MISSING = EnumSet.of(
            Kind.BROKEN_LINK, Kind.OUTSIDE_BASE, Kind.LETTER_CASE, Kind.NO_INDEX);

    private static final List<String> LINKS = List.of(
            "/", "./", "about", "about.html", "about.html#top", "about/", "About", "ABOUT.html", "index.html", "index",
            "guide", "guide/", "guide/index.html", "guide/index", "guide/first", "guide/first.html", "both", "both/",
            "bare", "bare/", "bare/x.txt", "none", "none.html", "none/", "no/ne", "../about.html", "../../x.css",
            "/repo/", "/repo", "/repo/about.html", "/repo/guide/", "/repository/", "/about.html", "/x.css",
            "/repo/x.css?v=1", "404.html", "_redirects", "_headers", ".env", "%E5%85%B3%E4%BA%8E", "关于.html", "a%20b",
            "old/page", "moved", "moved?x=1", "round", "away", "shown", "forced.html", "lost/here", "user?id=7",
            "a%2fb.html", "x.css/", "guide//first.html");

    @TempDir Path root;

    @BeforeEach
    void write() throws IOException {
        for (String path : List.of(
                "about.html", "guide/index.html", "guide/first.html", "both.html", "both/index.html", "bare/x.txt",
                "x.css", ".env", "关于.html", "a b.html", "forced.html")) {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "<meta charset=utf-8>");
        }
        Files.writeString(root.resolve("index.html"), "<meta charset=utf-8>" + LINKS.stream()
                .map(link -> "<a href=\"" + link + "\">x</a>\n").collect(Collectors.joining()));
        Files.writeString(root.resolve("_redirects"), """
                /old/* /guide/ 301
                /moved /about 302
                /round /circle 302
                /circle /round 302
                /away https://example.org/ 302
                /shown /guide/first.html 200
                /forced.html /none 302!
                /lost/* /about.html 404
                """);
    }

    static Stream<Arguments> options() {
        HostingRules none = HostingRules.NONE;
        return Stream.of(
                Arguments.of("as it is", none),
                Arguments.of("under a path", none.withBasePath("/repo/")),
                Arguments.of("clean addresses", none.withCleanUrls(true)),
                Arguments.of("one page", none.withFallback(true)),
                Arguments.of("one page, clean addresses, under a path",
                        none.withFallback(true).withCleanUrls(true).withBasePath("/repo/")),
                Arguments.of("GitHub Pages", none.withService(HostingService.GITHUB_PAGES)),
                Arguments.of("GitHub Pages, a project",
                        none.withService(HostingService.GITHUB_PAGES).withBasePath("/repo/")),
                Arguments.of("Netlify", none.withService(HostingService.NETLIFY)),
                Arguments.of("Cloudflare Pages", none.withService(HostingService.CLOUDFLARE_PAGES)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("options")
    void theCheckAgreesWithTheServer(String name, HostingRules rules) throws Exception {
        agree(rules);
        Files.writeString(root.resolve("404.html"), "<meta charset=utf-8>gone");
        agree(rules);
    }

    private void agree(HostingRules rules) throws Exception {
        SiteOptions options = SiteOptions.DEFAULT.withRules(rules).withListDirectories(false);
        Set<String> found = check(options).stream().filter(finding -> MISSING.contains(finding.kind()))
                .map(Finding::subject).collect(Collectors.toCollection(TreeSet::new));
        Map<String, Integer> answered = answered(options);
        assertThat(found).isEqualTo(answered.entrySet().stream().filter(each -> each.getValue() >= 400)
                .map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new)));
        // Neither all nor nothing, or this would show little. Cloudflare Pages has a page for every path at first.
        assertThat(found).hasSizeBetween(1, LINKS.size() - 5);
    }

    private List<Finding> check(SiteOptions options) throws IOException {
        return new SiteCheck(root, options, (read, of) -> { }, () -> false).run().findings();
    }

    /** The status at the end of each link, as a client of a real server sees it. */
    private Map<String, Integer> answered(SiteOptions options) throws Exception {
        Map<String, Integer> answered = new TreeMap<>();
        try (StaticServer server = new StaticServer(event -> { }); HttpClient client = HttpClient.newHttpClient()) {
            ServerState.Running running = server.start(
                    new SiteSettings(root, 0, InetAddress.ofLiteral("127.0.0.1"), options));
            URI page = URI.create("http://127.0.0.1:" + running.address().getPort() + options.rules().basePath());
            for (String link : LINKS) {
                URI at = page.resolve(URI.create(URI.create(link).toASCIIString()));
                while (at.getPath().startsWith("/..")) {
                    at = at.resolve(at.getRawPath().substring(3));
                }
                answered.put(link, status(client, at));
            }
        }
        return answered;
    }

    private static int status(HttpClient client, URI first) throws IOException, InterruptedException {
        URI at = first;
        for (int i = 0; i <= 20; i++) {
            HttpResponse<Void> answer = client.send(
                    HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.discarding());
            Optional<String> location = answer.headers().firstValue("Location");
            if (location.isEmpty()) {
                return answer.statusCode();
            }
            at = at.resolve(location.get());
            if (!at.getHost().equals(first.getHost())) {
                return 200;
            }
        }
        return 599;
    }

    @Test
    void whatLeadsOutOfTheBasePathIsToldWithWhatIsMeant() throws IOException {
        Files.writeString(root.resolve("index.html"), """
                <meta charset=utf-8>
                <a href=/about.html>meant</a> <a href=/elsewhere>not ours</a> <a href=/repo/about>right</a>
                <a href=/repo/abuot>wrong</a> <a href=../x.css>out</a> <a href=/repo/Guide/>case</a>
                """);
        assertThat(check(SiteOptions.DEFAULT.withRules(
                HostingRules.NONE.withService(HostingService.GITHUB_PAGES).withBasePath("/repo/"))).stream()
                .filter(finding -> MISSING.contains(finding.kind()))).containsExactly(
                        new Finding(Kind.BROKEN_LINK, "/index.html", 3, "/repo/abuot", "/repo/about.html"),
                        new Finding(Kind.OUTSIDE_BASE, "/index.html", 2, "/about.html", "/repo/about.html"),
                        new Finding(Kind.OUTSIDE_BASE, "/index.html", 2, "/elsewhere", ""),
                        new Finding(Kind.OUTSIDE_BASE, "/index.html", 3, "../x.css", "/repo/x.css"),
                        new Finding(Kind.LETTER_CASE, "/index.html", 3, "/repo/Guide/", "/repo/guide/"));
    }

    @Test
    void anIndexPageForEveryPathIsNoImage() throws IOException {
        Files.writeString(root.resolve("index.html"), """
                <meta charset=utf-8><a href=view/7>a view</a><iframe src=view/8></iframe>
                <script src=js/app></script><img src=Bare/x.txt alt="">
                """);
        assertThat(check(SiteOptions.DEFAULT.withRules(HostingRules.NONE.withFallback(true))).stream()
                .filter(finding -> MISSING.contains(finding.kind()))).containsExactly(
                        new Finding(Kind.BROKEN_LINK, "/index.html", 2, "js/app", ""),
                        new Finding(Kind.LETTER_CASE, "/index.html", 2, "Bare/x.txt", "/bare/x.txt"));
    }

    @Test
    void whatIsReachedByWayOfRulesIsUsed() throws IOException {
        SiteOptions netlify = SiteOptions.DEFAULT.withRules(HostingRules.NONE.withService(HostingService.NETLIFY));
        assertThat(check(netlify).stream().filter(finding -> finding.kind() == Kind.ORPHAN).map(Finding::path))
                .as("other files are shown in their places").containsExactly("/both/index.html", "/forced.html");
        Files.writeString(root.resolve("index.html"), "<meta charset=utf-8><a href=shown>x</a><a href=old/1>x</a>");
        assertThat(check(netlify).stream().filter(finding -> finding.kind() == Kind.ORPHAN).map(Finding::path))
                .contains("/about.html", "/both.html").doesNotContain("/guide/first.html", "/guide/index.html");
    }
}
