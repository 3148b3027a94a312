package dev.porthole.app.publish;

import dev.porthole.app.export.FileSaver;
import dev.porthole.app.site.Site;
import dev.porthole.app.site.SiteList;
import dev.porthole.app.text.Messages;
import dev.porthole.server.SiteOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Saves a configuration by which another server serves the selected site with the same rules. */
public final class TakeOnline {

    private final SiteList sites;
    private final FileSaver files;
    private final Messages messages;

    /** Saves for the sites of this list. */
    public TakeOnline(SiteList sites, FileSaver files, Messages messages) {
        this.sites = sites;
        this.files = files;
        this.messages = messages;
    }

    /** Asks where, and writes the configuration in the background. On the thread of the window. */
    public void save(Publication server) {
        Site site = sites.selected();
        if (site == null) {
            return;
        }
        Path folder = site.folder();
        SiteOptions options = site.configuration().options();
        files.save(
                messages.get("publish.save.title", server.label()),
                messages.get("publish.save.kind", server.label()),
                server.fileName(site.name()),
                () -> server.text(Published.read(folder, options), Publication.USUAL_PORT)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
