package dev.porthole.app.command;

import dev.porthole.app.log.LogText;
import dev.porthole.app.site.HeaderLines;
import dev.porthole.server.hosting.HeaderRule;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.http.HostingRules;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options by which a site is served as a hosting service would serve it. */
final class HostingFlags {

    @Option(names = "--spa")
    private boolean spa;

    @Option(names = "--clean-urls")
    private boolean cleanUrls;

    @Option(names = "--cors")
    private boolean cors;

    @Option(names = "--isolate")
    private boolean isolate;

    @Option(names = "--encoded-files")
    private boolean encodedFiles;

    @Option(names = "--as", paramLabel = "SERVICE")
    private String service = "";

    @Option(names = "--base-path", paramLabel = "PATH")
    private String basePath = HostingRules.NO_BASE;

    @Option(names = "--header", paramLabel = "RULE")
    private List<String> headers = new ArrayList<>();

    /** Made by the parser. */
    HostingFlags() {}

    HostingRules rules() throws UsageException {
        return HostingRules.NONE
                .withFallback(spa)
                .withCleanUrls(cleanUrls)
                .withShared(cors)
                .withIsolated(isolate)
                .withEncodedFiles(encodedFiles)
                .withService(service())
                .withBasePath(basePath())
                .withHeaders(headers());
    }

    private HostingService service() throws UsageException {
        return switch (service) {
            case "" -> HostingService.NONE;
            case "github" -> HostingService.GITHUB_PAGES;
            case "netlify" -> HostingService.NETLIFY;
            case "cloudflare" -> HostingService.CLOUDFLARE_PAGES;
            default -> throw new UsageException("error.hosting-service", LogText.printable(service));
        };
    }

    /** With the slashes that are meant when they are left out. */
    private String basePath() throws UsageException {
        String path = (basePath.startsWith("/") ? "" : "/") + basePath + (basePath.endsWith("/") ? "" : "/");
        if (!HostingRules.isBasePath(path)) {
            throw new UsageException("error.base-path", LogText.printable(basePath));
        }
        return path;
    }

    private List<HeaderRule> headers() throws UsageException {
        // A line break within a rule must not begin another one.
        List<String> lines = headers.stream().map(rule -> rule.replace('\n', '\r')).toList();
        HeaderLines read = HeaderLines.read(String.join("\n", lines));
        if (!read.problems().isEmpty()) {
            HeaderLines.LineProblem first = read.problems().getFirst();
            throw new UsageException("error.header-rule." + first.problem(), LogText.printable(first.line()));
        }
        return read.rules();
    }
}
