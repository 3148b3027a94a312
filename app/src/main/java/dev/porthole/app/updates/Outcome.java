package dev.porthole.app.updates;

/** How a look for a new version ended. */
public enum Outcome {
    /** It has not ended, or the program ended first. */
    BEGUN,
    /** No later version is out. */
    UP_TO_DATE,
    /** A later one is out; details: its version, its page. */
    NEWER,
    /** No connection came about. */
    UNREACHABLE,
    /** The answer took too long; detail: the seconds that it had. */
    TOO_SLOW,
    /** The connection could not be made secure. */
    UNTRUSTED,
    /** The host answered that there is no release. */
    NO_RELEASE,
    /** The host answered something else; detail: the status. */
    REFUSED,
    /** The host sent the question on to where it must not go. */
    REDIRECTED,
    /** The answer was no description of a release, or too long. */
    UNREADABLE
}
