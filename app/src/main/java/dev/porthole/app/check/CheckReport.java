package dev.porthole.app.check;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.http.HostingRules;
import java.util.List;

/**
 * What a check has found.
 *
 * @param findings everything that is wrong, the worst first
 * @param files how many files there are
 * @param pages how many of them are pages
 * @param references how many links and addresses were followed
 * @param options how they would have been answered
 */
public record CheckReport(
        List<Finding> findings, int files, int pages, long references, SiteOptions options) {

    /** Copies the findings. */
    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** Whether a site with these options answers its links in the same way. */
    boolean isAbout(SiteOptions now) {
        return decisive(options).equals(decisive(now));
    }

    /** The options alone that decide where a link leads; what is sent along with the answer makes no difference. */
    private static SiteOptions decisive(SiteOptions options) {
        HostingRules rules = options.rules()
                .withShared(false).withIsolated(false).withEncodedFiles(false).withHeaders(List.of());
        SiteOptions decisive = options.withLiveReload(false).withCompress(false).withRules(rules);
        return rules.service() == HostingService.NONE
                ? decisive
                // The service decides these by itself.
                : decisive.withListDirectories(false)
                        .withRules(rules.withFallback(false).withCleanUrls(false));
    }
}
