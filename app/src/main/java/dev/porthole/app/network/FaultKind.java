package dev.porthole.app.network;

import dev.porthole.server.conditions.Fault;

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

    static FaultKind of(Fault fault) {
        return switch (fault) {
            case Fault.Delay delay -> DELAY;
            case Fault.Status status -> STATUS;
            case Fault.Cut cut -> CUT;
            case Fault.Hang hang -> HANG;
        };
    }

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
