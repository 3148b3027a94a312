package dev.porthole.app.charts;

/** How far back the charts look. */
public enum ChartRange {
    /** The last minute. */
    MINUTE(60_000),
    /** The last ten minutes. */
    TEN_MINUTES(600_000),
    /** Everything that is still known. */
    ALL(Long.MAX_VALUE);

    private final long millis;

    ChartRange(long millis) {
        this.millis = millis;
    }

    /** How long it is; without bound for everything. */
    long millis() {
        return millis;
    }
}
