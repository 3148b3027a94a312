package dev.porthole.server;

/**
 * How a folder is presented to its visitors.
 *
 * @param listDirectories whether a directory without an index.html is shown as a listing; if not, it is
 *     answered 404
 * @param serveDotfiles whether names that begin with a dot are served ({@code .well-known} always is,
 *     RFC 8615)
 */
public record SiteOptions(boolean listDirectories, boolean serveDotfiles) {

    /** Listings shown, dotfiles hidden. */
    public static final SiteOptions DEFAULT = new SiteOptions(true, false);
}
