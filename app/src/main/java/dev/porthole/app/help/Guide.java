package dev.porthole.app.help;

import dev.porthole.app.platform.BundledFolder;
import dev.porthole.server.SiteSettings;
import java.io.IOException;

/** The guide as a site: its pages on the disk, and how they are served. */
public final class Guide {

    /** Where it is among the resources. */
    static final String RESOURCE = "/dev/porthole/app/guide";

    private static final int ANY_PORT = 0;

    private Guide() {}

    /**
     * Puts the pages on the disk and tells how to serve them: to this computer only, on any free port. For a thread
     * that may wait.
     *
     * @throws IOException if they cannot be written
     */
    public static SiteSettings site() throws IOException {
        return SiteSettings.local(BundledFolder.read(RESOURCE).inCache(), ANY_PORT);
    }
}
