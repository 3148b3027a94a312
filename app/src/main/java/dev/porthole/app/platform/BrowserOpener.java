package dev.porthole.app.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Hands things over to other programs. Both calls may wait for a moment: not for the UI thread. */
public interface BrowserOpener {

    /** Opens a page in the user's browser. */
    void open(URI page) throws IOException;

    /** Shows a file or folder in the system's file browser. */
    void show(Path file) throws IOException;
}
