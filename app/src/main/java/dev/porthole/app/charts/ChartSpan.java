package dev.porthole.app.charts;

import java.time.Instant;

/**
 * A part of the time axis.
 *
 * @param fromMillis its beginning, milliseconds since 1970
 * @param toMillis its end
 */
public record ChartSpan(long fromMillis, long toMillis) {

    /** From one moment to another, whichever comes first. */
    static ChartSpan between(long oneMillis, long otherMillis) {
        return new ChartSpan(Math.min(oneMillis, otherMillis), Math.max(oneMillis, otherMillis));
    }

    /** Its beginning. */
    public Instant from() {
        return Instant.ofEpochMilli(fromMillis);
    }

    /** Its end. */
    public Instant to() {
        return Instant.ofEpochMilli(toMillis);
    }
}
