package dev.porthole.app.charts;

/** The charts, from top to bottom. */
enum Chart {
    /** Requests a second. */
    REQUESTS,
    /** Bytes a second. */
    BYTES,
    /** Open connections. */
    CONNECTIONS,
    /** The shares of the classes of status. */
    STATUS,
    /** Percentiles of the time an answer took. */
    LATENCY
}
