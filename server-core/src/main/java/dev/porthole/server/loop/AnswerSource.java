package dev.porthole.server.loop;

/** Where the bytes of an answer come from. */
public enum AnswerSource {
    /** They lay ready in memory, so that no file was looked for. */
    MEMORY,
    /** They were made or read for this answer, before it began. */
    MADE,
    /** An open file, which the system copies to the socket by itself: sendfile(2). */
    FILE
}
