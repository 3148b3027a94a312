package dev.porthole.app.inspector;

import dev.porthole.app.text.Phrase;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Timing;
import java.util.Optional;

/** Tells where the time of a slow request went. A pure function. */
final class SlownessWords {

    /** Nobody notices what is faster. */
    private static final long SLOW_NANOS = 50_000_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private SlownessWords() {}

    /** The words, or empty for a request that was not slow. */
    static Optional<Finding> of(ResponseFinished response) {
        Timing timing = response.timing();
        long total = timing.totalNanos();
        if (total < SLOW_NANOS) {
            return Optional.empty();
        }
        String all = Quantities.duration(total);
        long half = total / 2;
        Phrase words;
        if (timing.heldNanos() >= half) {
            words = Phrase.of("slow.held", all, Quantities.duration(timing.heldNanos()));
        } else if (timing.blockedNanos() >= half) {
            long perSecond = (long) (response.sentBytes() / (total / NANOS_PER_SECOND));
            words = Phrase.of("slow.blocked", Quantities.duration(timing.blockedNanos() + timing.writeNanos()),
                    Quantities.duration(timing.blockedNanos()), Quantities.bytes(perSecond));
        } else if (timing.queueNanos() >= half) {
            words = Phrase.of("slow.queue", all, Quantities.duration(timing.queueNanos()));
        } else if (timing.receiveNanos() >= half) {
            words = Phrase.of("slow.receive", all, Quantities.duration(timing.receiveNanos()));
        } else if (timing.findNanos() >= half) {
            words = Phrase.of("slow.find", all, Quantities.duration(timing.findNanos()));
        } else if (timing.writeNanos() >= half) {
            words = Phrase.of("slow.write", all, Quantities.duration(timing.writeNanos()));
        } else {
            words = Phrase.of("slow.several", all);
        }
        return Optional.of(new Finding.Words(Phrase.of("slow.title"), words));
    }
}
