package dev.porthole.app.site;

import java.util.Map;

/**
 * What the settings know about one folder.
 *
 * @param configuration how it is served
 * @param name the name the user gave it, or an empty text
 * @param running whether it was meant to run when Porthole last knew
 * @param unknown what a newer version remembers about it, kept as it is
 */
record RememberedFolder(
        SiteConfiguration configuration, String name, boolean running, Map<String, String> unknown) {

    /** A folder that is served for the first time. */
    static RememberedFolder first(SiteConfiguration configuration) {
        return new RememberedFolder(configuration, "", false, Map.of());
    }

    RememberedFolder withConfiguration(SiteConfiguration newConfiguration) {
        return new RememberedFolder(newConfiguration, name, running, unknown);
    }

    RememberedFolder withName(String newName) {
        return new RememberedFolder(configuration, newName, running, unknown);
    }

    RememberedFolder withRunning(boolean newRunning) {
        return new RememberedFolder(configuration, name, newRunning, unknown);
    }
}
