package dev.porthole.app.connections;

import java.time.Duration;

/** How much time the lanes show. */
public enum AxisRange {
    /** The last ten seconds. */
    TEN_SECONDS(Duration.ofSeconds(10)),
    /** The last minute. */
    MINUTE(Duration.ofMinutes(1)),
    /** The last ten minutes. */
    TEN_MINUTES(Duration.ofMinutes(10)),
    /** Since the oldest connection that is listed. */
    ALL(Duration.ZERO);

    private final long nanos;

    AxisRange(Duration duration) {
        this.nanos = duration.toNanos();
    }

    /** Its length; 0 when that depends on what is listed. */
    long nanos() {
        return nanos;
    }
}
