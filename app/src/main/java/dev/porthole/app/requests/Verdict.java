package dev.porthole.app.requests;

/** What a filter says about a request. */
enum Verdict {
    /** It is shown. */
    YES,
    /** It is not. */
    NO,
    /** It depends on what is not known: of the answer, not yet; of a head that is forgotten, never. */
    LATER;

    static Verdict of(boolean shown) {
        return shown ? YES : NO;
    }

    /** The verdict of the opposite. */
    Verdict opposite() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case LATER -> LATER;
        };
    }
}
