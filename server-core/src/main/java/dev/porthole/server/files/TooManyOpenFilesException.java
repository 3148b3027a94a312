package dev.porthole.server.files;

import java.io.IOException;

/** The system lets this program open no further file just now (EMFILE, ENFILE). */
public final class TooManyOpenFilesException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Wraps the system's own error.
     *
     * @param cause EMFILE or ENFILE, as Java tells it
     */
    public TooManyOpenFilesException(Throwable cause) {
        super("Too many open files", cause);
    }
}
