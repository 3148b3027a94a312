package dev.porthole.app.publish;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.hosting.RuleBook;
import dev.porthole.server.hosting.RuleFolder;
import dev.porthole.server.http.HostingRules;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is to be served elsewhere: a folder, how it is presented, and what its files of rules say.
 *
 * @param folder the folder, as an absolute path
 * @param options how it is presented
 * @param book what its rules say
 * @param hasNotFoundPage whether it has a 404.html
 */
public record Published(Path folder, SiteOptions options, RuleBook book, boolean hasNotFoundPage) {

    /** Reads what a folder says. Waits for the disk. */
    public static Published read(Path folder, SiteOptions options) {
        HostingRules rules = options.rules();
        return new Published(
                folder, options, RuleFolder.read(folder, rules.service(), rules.headers()),
                Files.isRegularFile(folder.resolve("404.html")));
    }

    HostingRules rules() {
        return options.rules();
    }

    HostingService service() {
        return rules().service();
    }

    boolean isPreview() {
        return service() != HostingService.NONE;
    }

    /** Folders without an index page are shown; no service does so. */
    boolean lists() {
        return options.listDirectories() && !isPreview();
    }

    /** A page is found without its ending. */
    boolean findsPages() {
        return rules().cleanUrls() || isPreview();
    }

    /** The address with its ending leads to the one without. */
    boolean leavesEndingsOut() {
        return isPreview() ? service() == HostingService.CLOUDFLARE_PAGES : rules().cleanUrls();
    }

    /** Paths that lead to nothing, and have no ending, get the index page. */
    boolean fallsBack() {
        return !isPreview() && rules().fallback();
    }

    /** All paths that lead to nothing get the index page. */
    boolean alwaysFallsBack() {
        return service() == HostingService.CLOUDFLARE_PAGES && !hasNotFoundPage;
    }

    /** The base path without its last slash; empty for the root. */
    String base() {
        String path = rules().basePath();
        return path.substring(0, path.length() - 1);
    }
}
