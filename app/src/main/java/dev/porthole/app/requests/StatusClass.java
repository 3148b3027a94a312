package dev.porthole.app.requests;

/** The kinds of status that the table can be narrowed to. */
public enum StatusClass {
    /** Every request, also those still being answered. */
    ALL(0),
    /** 2xx. */
    SUCCESSFUL(2),
    /** 3xx. */
    REDIRECTION(3),
    /** 4xx. */
    CLIENT_ERROR(4),
    /** 5xx. */
    SERVER_ERROR(5);

    private final int hundreds;

    StatusClass(int hundreds) {
        this.hundreds = hundreds;
    }

    boolean includes(int status) {
        return hundreds == 0 || status / 100 == hundreds;
    }
}
