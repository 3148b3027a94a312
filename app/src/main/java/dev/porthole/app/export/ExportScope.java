package dev.porthole.app.export;

/** Which requests are exported. */
public enum ExportScope {
    /** All that the log keeps. */
    ALL,
    /** Those that the filter lets through. */
    FILTERED,
    /** Those that are selected in the table. */
    SELECTED
}
