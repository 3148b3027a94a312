package dev.porthole.app.requests;

/** The forms in which selected rows can be copied. */
public enum CopyFormat {
    /** A line for each row, its columns separated by tabs, under a line of titles. */
    TEXT,
    /** A table in Markdown. */
    MARKDOWN,
    /** Commands for a shell that send the requests again. */
    CURL,
    /** A line for each address. */
    URL
}
