package dev.porthole.app.site;

import dev.porthole.app.platform.Desktop;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.ServerState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What can be done with the sites of the list, one at a time or all at once. */
public final class SidebarViewModel {

    /** How long a removal can be undone: longer than it takes to be startled, shorter than it is in the way. */
    private static final long UNDO_SECONDS = 30;

    private static final int MOST_REMOVALS = 10;
    private static final String REMOVED = "removed";

    private final SiteList sites;
    private final Threads threads;
    private final Notices notices;
    private final Opener opener;
    private final ObjectProperty<@Nullable Site> renamed = new SimpleObjectProperty<>();
    private final Deque<SiteList.Removal> removals = new ArrayDeque<>();
    private int latestRemoval;

    /** Acts on the sites of a list. */
    public SidebarViewModel(SiteList sites, Threads threads, Desktop desktop, Notices notices) {
        this.sites = sites;
        this.threads = threads;
        this.notices = notices;
        this.opener = new Opener(threads, desktop, notices);
        notices.shown().subscribe(() -> {
            if (notices.shown().stream().noneMatch(notice -> notice.id().equals(REMOVED))) {
                removals.clear();
            }
        });
    }

    /** The site whose name is being typed, or null. */
    public ObjectProperty<@Nullable Site> renamedProperty() {
        return renamed;
    }

    /** Takes a typed name; an empty one gives the site its folder's name. */
    public void rename(Site site, String typed) {
        site.rename(typed);
        if (site.equals(renamed.get())) {
            renamed.set(null);
        }
    }

    /** Starts a stopped site, stops any other. */
    public void toggle(Site site) {
        if (site.isStopped()) {
            site.start();
        } else {
            site.stop();
        }
    }

    /** Whether some site could be started. */
    public boolean canStartAny() {
        return sites.sites().stream().anyMatch(Site::isStopped);
    }

    /** Whether some site could be stopped. */
    public boolean canStopAny() {
        return sites.sites().stream().anyMatch(site -> !site.isStopped());
    }

    /** Starts every site that does not run. */
    public void startAll() {
        sites.startAll();
    }

    /** Stops every site. */
    public void stopAll() {
        sites.stopAll();
    }

    /** Moves a site one place up (-1) or down (1). */
    public void move(Site site, int by) {
        sites.move(site, sites.sites().indexOf(site) + by);
    }

    /** Moves a site to a place. */
    public void moveTo(Site site, int place) {
        sites.move(site, place);
    }

    /** Opens a running site in the browser. */
    public void openInBrowser(Site site) {
        if (site.state() instanceof ServerState.Running) {
            opener.open(site.address());
        }
    }

    /** Opens the page on which the browser forgets what it has kept of a running site. */
    public void resetInBrowser(Site site) {
        ReloadViewModel.resetAddress(site).ifPresent(address -> opener.open(address.toString()));
    }

    /** Copies a site's address. */
    public void copyAddress(Site site) {
        opener.copy(site.address());
    }

    /** Shows a site's folder in the system's file browser. */
    public void showFolder(Site site) {
        opener.show(site.folder());
    }

    /** Takes a site off the list; for a while, a notice offers to put it back as it was. */
    public void remove(Site site) {
        sites.remove(site).ifPresent(removal -> {
            removals.push(removal);
            if (removals.size() > MOST_REMOVALS) {
                removals.removeLast();
            }
            offerUndo();
        });
    }

    /** Puts the site back that was removed last, if that was not too long ago. */
    public void undoRemoval() {
        if (!removals.isEmpty()) {
            sites.restore(removals.pop());
            if (removals.isEmpty()) {
                notices.remove(REMOVED);
            } else {
                offerUndo();
            }
        }
    }

    private void offerUndo() {
        notices.put(new Notice(
                REMOVED, Notice.Severity.INFORMATION,
                Phrase.of("site.removed", removals.getFirst().site().name()),
                new Notice.Remedy(Phrase.of("site.undo"), this::undoRemoval)));
        int removal = ++latestRemoval;
        var _ = threads.view().schedule(() -> threads.ui().execute(() -> {
            if (removal == latestRemoval) {
                notices.remove(REMOVED);
            }
        }), UNDO_SECONDS, TimeUnit.SECONDS);
    }
}
