package dev.porthole.server;

import dev.porthole.server.http.HostingRules;

/**
 * How a folder is presented to its visitors.
 *
 * @param listDirectories whether a directory without an index.html is shown as a listing; if not, it is
 *     answered 404
 * @param serveDotfiles whether names that begin with a dot are served ({@code .well-known} always is,
 *     RFC 8615)
 * @param rules what is done besides sending files
 * @param liveReload whether open pages are told when a file has been saved
 * @param compress whether content is sent compressed to those who accept that (RFC 9110 section 12.5.3)
 */
public record SiteOptions(
        boolean listDirectories, boolean serveDotfiles, HostingRules rules, boolean liveReload, boolean compress) {

    /** Listings shown, dotfiles hidden, files sent as they are. */
    public static final SiteOptions DEFAULT = new SiteOptions(true, false, HostingRules.NONE, false, false);

    /**
     * {@return the same, with directories listed or not}
     *
     * @param listed false answers 404 for a directory without index.html
     */
    public SiteOptions withListDirectories(boolean listed) {
        return new SiteOptions(listed, serveDotfiles, rules, liveReload, compress);
    }

    /**
     * {@return the same, with dotfiles served or hidden}
     *
     * @param served true serves names that begin with a dot as well, like {@code .env}
     */
    public SiteOptions withServeDotfiles(boolean served) {
        return new SiteOptions(listDirectories, served, rules, liveReload, compress);
    }

    /**
     * {@return the same with other rules}
     *
     * @param other what is done besides sending files
     */
    public SiteOptions withRules(HostingRules other) {
        return new SiteOptions(listDirectories, serveDotfiles, other, liveReload, compress);
    }

    /**
     * {@return the same, with pages told of changes or not}
     *
     * @param told true adds a script to pages that a browser shows
     */
    public SiteOptions withLiveReload(boolean told) {
        return new SiteOptions(listDirectories, serveDotfiles, rules, told, compress);
    }

    /**
     * {@return the same, with content compressed or not}
     *
     * @param compressed true sends text and the like compressed to whoever accepts it
     */
    public SiteOptions withCompress(boolean compressed) {
        return new SiteOptions(listDirectories, serveDotfiles, rules, liveReload, compressed);
    }
}
