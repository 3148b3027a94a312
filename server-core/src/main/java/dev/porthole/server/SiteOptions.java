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
 */
public record SiteOptions(boolean listDirectories, boolean serveDotfiles, HostingRules rules) {

    /** Listings shown, dotfiles hidden. */
    public static final SiteOptions DEFAULT = new SiteOptions(true, false);

    /** Without hosting rules. */
    public SiteOptions(boolean listDirectories, boolean serveDotfiles) {
        this(listDirectories, serveDotfiles, HostingRules.NONE);
    }
}
