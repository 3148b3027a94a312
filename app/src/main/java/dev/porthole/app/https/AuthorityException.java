package dev.porthole.app.https;

import java.io.Serial;
import java.nio.file.Path;

/** The local certificate authority cannot be had, so that there is no HTTPS. */
public final class AuthorityException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    /** What stands in the way. */
    public enum Kind {
        /** The folder, or a file in it, belongs to somebody else, or is a link. */
        NOT_YOURS,
        /** It is there and cannot be read. */
        UNREADABLE,
        /** It cannot be made. */
        UNWRITABLE,
        /** It cannot be removed. */
        UNREMOVABLE
    }

    private final Kind kind;
    private final String path;

    AuthorityException(Kind kind, Path path, Throwable cause) {
        super(kind + ": " + path, cause);
        this.kind = kind;
        this.path = path.toString();
    }

    AuthorityException(Kind kind, Path path) {
        this(kind, path, new IllegalStateException("not as this program made it"));
    }

    /** What stands in the way. */
    public Kind kind() {
        return kind;
    }

    /** What it is about. */
    public String path() {
        return path;
    }
}
