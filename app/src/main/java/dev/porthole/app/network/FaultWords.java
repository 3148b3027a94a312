package dev.porthole.app.network;

import dev.porthole.app.text.Phrase;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.conditions.Fault;
import dev.porthole.server.conditions.FaultRule;
import java.time.Duration;
import java.util.Optional;

/** Rules for faults in words, for people who never saw the command line. Pure functions. */
public final class FaultWords {

    private static final int MILLIS_PER_SECOND = 1_000;

    private FaultWords() {}

    /** A rule as it stands in the log; empty when it cannot be read, because it is too long or written by others. */
    public static Optional<Phrase> of(String notation) {
        try {
            return Optional.of(of(FaultNotation.read(notation)));
        } catch (FaultNotationException notARule) {
            return Optional.empty();
        }
    }

    /** To what it happens, what happens, and how often if not each time. */
    static Phrase of(FaultRule rule) {
        return Phrase.of("network.fault.line", rule.path(), often(rule, what(rule.fault())));
    }

    private static Phrase often(FaultRule rule, Phrase what) {
        if (rule.oneIn() == 1) {
            return what;
        }
        if (rule.atRandom()) {
            return Phrase.of("network.fault.byChance", what, rule.oneIn());
        }
        return switch (rule.oneIn()) {
            case 2 -> Phrase.of("network.fault.second", what);
            case 3 -> Phrase.of("network.fault.third", what);
            default -> Phrase.of("network.fault.inTurn", what, rule.oneIn());
        };
    }

    private static Phrase what(Fault fault) {
        return switch (fault) {
            case Fault.Delay delay -> Phrase.of("network.fault.DELAY", time(delay.time()));
            case Fault.Status status -> status.retryAfter() == null
                    ? Phrase.of("network.fault.STATUS", Integer.toString(status.status()))
                    : Phrase.of("network.fault.later", Integer.toString(status.status()), time(status.retryAfter()));
            case Fault.Cut cut -> Phrase.of("network.fault.CUT",
                    cut.ofHundred() ? cut.amount() + " %" : Quantities.bytes(cut.amount()));
            case Fault.Hang hang -> Phrase.of("network.fault.HANG");
        };
    }

    private static String time(Duration time) {
        long millis = time.toMillis();
        return millis % MILLIS_PER_SECOND == 0 ? millis / MILLIS_PER_SECOND + " s" : millis + " ms";
    }
}
