package dev.porthole.app.network;

/** The kinds of faults that can be set up. */
enum FaultKind {
    /** Later. */
    DELAY,
    /** An error instead. */
    STATUS,
    /** Not to its end. */
    CUT,
    /** Never. */
    HANG;

    /** The message that names it. */
    String title() {
        return "network.kind." + name();
    }

    /** What may be typed for it, as an example in any language; empty where there is nothing to type. */
    String example() {
        return switch (this) {
            case DELAY -> "2 s";
            case STATUS -> "503";
            case CUT -> "50 %";
            case HANG -> "";
        };
    }
}
