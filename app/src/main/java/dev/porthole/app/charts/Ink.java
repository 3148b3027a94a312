package dev.porthole.app.charts;

/** The colours of the charts; the style sheet says what they are in each theme. */
enum Ink {
    /** Words and numbers. */
    TEXT("-charts-text"),
    /** Words and numbers beside them. */
    QUIET("-charts-quiet"),
    /** The lines at round values. */
    GRID("-charts-grid"),
    /** The line at zero. */
    BASE("-charts-base"),
    /** What is behind everything. */
    GROUND("-charts-ground"),
    /** What is measured. */
    DATA("-charts-data"),
    /** Answers of 1xx. */
    INFORMATIONAL("-charts-1xx"),
    /** Answers of 2xx. */
    SUCCESSFUL("-charts-2xx"),
    /** Answers of 3xx. */
    REDIRECTION("-charts-3xx"),
    /** Answers of 4xx. */
    CLIENT_ERROR("-charts-4xx"),
    /** Answers of 5xx. */
    SERVER_ERROR("-charts-5xx");

    private final String property;

    Ink(String property) {
        this.property = property;
    }

    /** Its name in the style sheet. */
    String property() {
        return property;
    }

    /** The colour of a class of status, 1 to 5. */
    static Ink ofStatus(int statusClass) {
        return switch (statusClass) {
            case 1 -> INFORMATIONAL;
            case 2 -> SUCCESSFUL;
            case 3 -> REDIRECTION;
            case 4 -> CLIENT_ERROR;
            default -> SERVER_ERROR;
        };
    }
}
