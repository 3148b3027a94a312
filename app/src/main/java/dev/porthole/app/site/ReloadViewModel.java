package dev.porthole.app.site;

import dev.porthole.app.platform.Threads;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.files.FolderWatch;
import dev.porthole.server.reload.ReloadStatus;
import java.net.URI;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Live reload of the selected site, and what its browsers have kept of it. Looks a few times a second how many pages
 * listen, and tells the window only of what is new.
 */
public final class ReloadViewModel {

    private static final String LIMIT = "reload-limit";
    private static final int BEATS_PER_LOOK = 5;

    private final SiteList sites;
    private final SiteViewModel model;
    private final Threads threads;
    private final Notices notices;
    private final ReadOnlyObjectWrapper<Optional<ReloadStatus>> status =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private volatile Optional<Site> selected = Optional.empty();
    private Optional<ReloadStatus> last = Optional.empty();
    private int beats;

    /** For the selected one of these sites. */
    public ReloadViewModel(SiteList sites, SiteViewModel model, Threads threads, Notices notices) {
        this.sites = sites;
        this.model = model;
        this.threads = threads;
        this.notices = notices;
        sites.selectedProperty().subscribe(site -> selected = Optional.ofNullable(site));
        status.subscribe(this::tellLimit);
    }

    /** What is known now; empty while live reload is off or the site does not run. */
    ReadOnlyObjectProperty<Optional<ReloadStatus>> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** Looks for news now and then; called on the thread that prepares views. */
    public void beat() {
        if (++beats % BEATS_PER_LOOK != 0) {
            return;
        }
        Optional<ReloadStatus> now = selected.flatMap(site -> site.server().reload());
        if (!now.equals(last)) {
            last = now;
            threads.ui().execute(() -> status.set(now));
        }
    }

    /** Tells open pages of saved files, or no longer; a running site restarts. */
    void turn(boolean on) {
        model.present(model.configurationProperty().get().options().withLiveReload(on));
    }

    /** Opens the page on which the browser forgets what it has kept of the selected site. */
    void resetInBrowser() {
        Site site = sites.selected();
        if (site != null) {
            resetAddress(site).ifPresent(model::openInBrowser);
        }
    }

    /** Where the browser forgets at once what it has kept of a site, if that runs. */
    static Optional<URI> resetAddress(Site site) {
        return site.server().resetPath().map(path -> URI.create(site.address()).resolve(path));
    }

    /** A reason to say something is only that something is worse than it could be. */
    private void tellLimit(Optional<ReloadStatus> now) {
        FolderWatch.Limit limit = now.map(ReloadStatus::limit).orElse(FolderWatch.Limit.NONE);
        if (limit == FolderWatch.Limit.NONE) {
            notices.remove(LIMIT);
        } else {
            notices.put(Notice.of(LIMIT, Notice.Severity.INFORMATION, Phrase.of("reload.limit." + limit.name())));
        }
    }
}
