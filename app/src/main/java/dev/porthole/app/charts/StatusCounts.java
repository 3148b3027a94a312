package dev.porthole.app.charts;

import dev.porthole.server.event.Counters;

/**
 * How many answers had a status of which class.
 *
 * @param informational 1xx
 * @param successful 2xx
 * @param redirections 3xx
 * @param clientErrors 4xx
 * @param serverErrors 5xx
 */
record StatusCounts(long informational, long successful, long redirections, long clientErrors, long serverErrors) {

    /** How many classes there are. */
    static final int CLASSES = 5;

    /** No answers; one for all, since most seconds have none. */
    static final StatusCounts NONE = new StatusCounts(0, 0, 0, 0, 0);

    /** What was counted from one moment to another. */
    static StatusCounts between(Counters before, Counters now) {
        return new StatusCounts(
                now.informational() - before.informational(),
                now.successful() - before.successful(),
                now.redirections() - before.redirections(),
                now.clientErrors() - before.clientErrors(),
                now.serverErrors() - before.serverErrors()).shared();
    }

    /** The count of a class, 1 to 5. */
    long of(int statusClass) {
        return switch (statusClass) {
            case 1 -> informational;
            case 2 -> successful;
            case 3 -> redirections;
            case 4 -> clientErrors;
            case 5 -> serverErrors;
            default -> throw new IllegalArgumentException("no class of status: " + statusClass);
        };
    }

    /** All answers. */
    long total() {
        return informational + successful + redirections + clientErrors + serverErrors;
    }

    /** Both together. */
    StatusCounts plus(StatusCounts other) {
        return new StatusCounts(
                informational + other.informational,
                successful + other.successful,
                redirections + other.redirections,
                clientErrors + other.clientErrors,
                serverErrors + other.serverErrors).shared();
    }

    private StatusCounts shared() {
        return equals(NONE) ? NONE : this;
    }
}
