package dev.porthole.app.check;

/**
 * Something in a site that does not work, or will not work elsewhere.
 *
 * @param kind what it is
 * @param path the file where it stands, from the served folder on, with a slash at its beginning
 * @param line the line in that file, from 1 on; 0 where it is the file as a whole
 * @param subject what is wrong: the link as it is written, or a number of bytes; empty if nothing is to be said
 * @param nearest the path of the existing file that may be meant; empty if none is near
 */
public record Finding(Kind kind, String path, int line, String subject, String nearest)
        implements Comparable<Finding> {

    /** What can be wrong, the worst first. */
    public enum Kind {
        /** A client has asked for it and got a 404: the path is that of the page that sent it there, if it told. */
        SEEN_404,
        /** Leads to nothing. */
        BROKEN_LINK,
        /** Leads out of the path that the site is served under. */
        OUTSIDE_BASE,
        /** Leads to a name with other capital letters: works on some computers, and is a 404 on most servers. */
        LETTER_CASE,
        /** Leads to a folder without a page of its own: a list here, a 404 on most hosts. */
        NO_INDEX,
        /** Leads to a place in a page that the page does not have. */
        MISSING_ANCHOR,
        /** Loads something without encryption: browsers refuse that on a page that came by HTTPS. */
        MIXED_CONTENT,
        /** A page that does not say in which encoding it is. */
        NO_CHARSET,
        /** An image that takes long to load. */
        LARGE_IMAGE,
        /** A file to which nothing leads. */
        ORPHAN,
        /** A page or style sheet that could not be read, or is too large to be. */
        UNREADABLE;

        /** Whether it does not work already here. */
        public boolean isSevere() {
            return compareTo(LETTER_CASE) <= 0;
        }
    }

    @Override
    public int compareTo(Finding other) {
        int byKind = kind.compareTo(other.kind);
        int byPath = byKind != 0 ? byKind : path.compareTo(other.path);
        int byLine = byPath != 0 ? byPath : Integer.compare(line, other.line);
        return byLine != 0 ? byLine : subject.compareTo(other.subject);
    }
}
