package dev.porthole.app.network;

import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.conditions.Fault;
import dev.porthole.server.conditions.FaultRule;

/** Rules for faults in words. */
final class FaultWords {

    private static final int MILLIS_PER_SECOND = 1_000;

    private FaultWords() {}

    /** To what it happens, what happens, and how often if not each time. */
    static String of(FaultRule rule, Messages messages) {
        HowOften often = HowOften.of(rule);
        String what = what(rule.fault(), messages);
        return messages.get("network.fault.line", rule.path(), often == HowOften.EVERY
                ? what : messages.get("network.fault.sometimes." + often.name(), what));
    }

    private static String what(Fault fault, Messages messages) {
        return switch (fault) {
            case Fault.Delay delay -> messages.get("network.fault.DELAY", time(delay.time().toMillis()));
            case Fault.Status status -> messages.get("network.fault.STATUS", Integer.toString(status.status()));
            case Fault.Cut cut -> messages.get("network.fault.CUT",
                    cut.ofHundred() ? cut.amount() + " %" : Quantities.bytes(cut.amount()));
            case Fault.Hang hang -> messages.get("network.fault.HANG");
        };
    }

    private static String time(long millis) {
        return millis % MILLIS_PER_SECOND == 0 ? millis / MILLIS_PER_SECOND + " s" : millis + " ms";
    }
}
