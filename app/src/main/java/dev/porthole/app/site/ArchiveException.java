package dev.porthole.app.site;

/** An archive that cannot be served, with the reason in its kind. */
public final class ArchiveException extends Exception {

    private static final long serialVersionUID = 1;

    /** Why not. */
    public enum Kind {
        /** It is damaged, encrypted, or no archive at all. */
        UNREADABLE,
        /** A name in it leads out of the folder that it is unpacked into. */
        ESCAPES,
        /** There is more in it than anybody would serve; it may be made to fill the disk. */
        TOO_LARGE,
        /** There is nothing in it. */
        EMPTY,
        /** It could not be written to the disk. */
        NO_ROOM
    }

    private final Kind kind;

    ArchiveException(Kind kind, String detail) {
        super(kind + ": " + detail);
        this.kind = kind;
    }

    /** Why not. */
    public Kind kind() {
        return kind;
    }
}
