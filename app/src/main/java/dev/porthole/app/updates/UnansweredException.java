package dev.porthole.app.updates;

import java.util.List;

/** There is no answer that could be used. */
final class UnansweredException extends Exception {

    private static final long serialVersionUID = 1;

    private final Outcome outcome;
    private final List<String> details;

    UnansweredException(Outcome outcome, String... details) {
        super(outcome.name());
        this.outcome = outcome;
        this.details = List.of(details);
    }

    Outcome outcome() {
        return outcome;
    }

    List<String> details() {
        return details;
    }
}
