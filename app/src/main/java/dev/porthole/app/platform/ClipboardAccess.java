package dev.porthole.app.platform;

/** The system's clipboard. */
@FunctionalInterface
public interface ClipboardAccess {

    /** Puts a text on the clipboard. */
    void copy(String text);
}
