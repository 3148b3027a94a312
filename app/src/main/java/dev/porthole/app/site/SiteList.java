package dev.porthole.app.site;

import dev.porthole.app.platform.LocalNetwork;
import dev.porthole.app.platform.Threads;
import dev.porthole.server.tls.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The sites the user sees, one a folder, and which one is selected. */
public final class SiteList {

    private static final long FOLDER_CHECK_SECONDS = 1;

    private final SiteStore store;
    private final Threads threads;
    private final Supplier<Optional<TlsSettings>> https;
    private final ObservableList<Site> sites = FXCollections.observableArrayList();
    private final ObservableList<Site> readOnlySites = FXCollections.unmodifiableObservableList(sites);
    private final ObjectProperty<@Nullable Site> selected = new SimpleObjectProperty<>();
    private volatile List<Site> snapshot = List.of();
    private final ObservableList<Path> recent = FXCollections.observableArrayList();
    private final ObservableList<Path> readOnlyRecent = FXCollections.unmodifiableObservableList(recent);

    /**
     * A site that was taken off the list, and what it takes to put it back as it was.
     *
     * @param site the site, its log included
     * @param place where it stood
     * @param selected whether it was the selected one
     * @param running whether it was meant to run
     */
    public record Removal(Site site, int place, boolean selected, boolean running) {}

    /** The sites as they were left, all of them stopped, to be served by plain HTTP. */
    public SiteList(SiteStore store, Threads threads) {
        this(store, threads, Optional::empty);
    }

    /**
     * The sites as they were left, all of them stopped.
     *
     * @param https what HTTPS needs, asked in the background; empty if it cannot be had, which has been told then
     */
    public SiteList(SiteStore store, Threads threads, Supplier<Optional<TlsSettings>> https) {
        this.store = store;
        this.threads = threads;
        this.https = https;
        recent.setAll(store.recentFolders());
        for (Path folder : store.sites()) {
            sites.add(make(folder));
        }
        if (!sites.isEmpty()) {
            selected.set(sites.get(Math.min(store.selected(), sites.size() - 1)));
        }
        selected.subscribe(site -> remember());
        sites.subscribe(() -> snapshot = List.copyOf(sites));
        snapshot = List.copyOf(sites);
        var _ = threads.background().scheduleWithFixedDelay(
                () -> snapshot.forEach(site -> threads.waiting().execute(site::checkFolder)),
                FOLDER_CHECK_SECONDS, FOLDER_CHECK_SECONDS, TimeUnit.SECONDS);
    }

    /** The sites in order; changed only through this model. */
    public ObservableList<Site> sites() {
        return readOnlySites;
    }

    /** The selected site, or null when there is none. */
    public ObjectProperty<@Nullable Site> selectedProperty() {
        return selected;
    }

    /** The selected site, or null when there is none. */
    public @Nullable Site selected() {
        return selected.get();
    }

    /** Folders served before, the last used first. */
    public ObservableList<Path> recentFolders() {
        return readOnlyRecent;
    }

    /** Selects the site of a folder, made when there is none yet. */
    public Site open(Path folder) {
        Path clean = clean(folder);
        Site site = find(clean).orElseGet(() -> {
            Site made = make(clean);
            sites.add(made);
            return made;
        });
        return select(site);
    }

    /** Puts the site of a folder in the place of another, which is stopped. */
    public Site replace(Site old, Path folder) {
        Path clean = clean(folder);
        Optional<Site> present = find(clean);
        if (present.isPresent()) {
            return select(present.get());
        }
        Site made = make(clean);
        sites.set(sites.indexOf(old), made);
        old.stop();
        return select(made);
    }

    /**
     * Takes a site off the list and stops it. Its folder stays among the recent ones, settings and all.
     *
     * @return what puts it back; empty when it is not in the list
     */
    public Optional<Removal> remove(Site site) {
        int place = sites.indexOf(site);
        if (place < 0) {
            return Optional.empty();
        }
        Removal removal = new Removal(
                site, place, site.equals(selected.get()), site.meantToRunProperty().get());
        sites.remove(place);
        site.stop();
        if (removal.selected()) {
            selected.set(sites.isEmpty() ? null : sites.get(Math.min(place, sites.size() - 1)));
        }
        remember();
        return Optional.of(removal);
    }

    /** Puts a removed site back, unless its folder has been added again meanwhile. */
    public void restore(Removal removal) {
        Site site = removal.site();
        Optional<Site> again = find(site.folder());
        if (again.isPresent()) {
            select(again.get());
            return;
        }
        sites.add(Math.min(removal.place(), sites.size()), site);
        if (removal.selected()) {
            selected.set(site);
        }
        remember();
        if (removal.running()) {
            site.start();
        }
    }

    /** Moves a site to another place in the list; places outside of it are its ends. */
    public void move(Site site, int place) {
        int from = sites.indexOf(site);
        int to = Math.clamp(place, 0, Math.max(0, sites.size() - 1));
        if (from < 0 || from == to) {
            return;
        }
        List<Site> order = new ArrayList<>(sites);
        order.remove(from);
        order.add(to, site);
        Site stillSelected = selected.get();
        // One permutation: nothing leaves the list, so no view forgets anything. Yet a view's selection may
        // be elsewhere for a moment.
        sites.sort(Comparator.comparingInt(order::indexOf));
        selected.set(stillSelected);
        remember();
    }

    /** Starts every site that does not run. */
    public void startAll() {
        sites.stream().filter(Site::isStopped).forEach(Site::start);
    }

    /** Stops every site that runs, or is about to. */
    public void stopAll() {
        sites.stream().filter(site -> !site.isStopped()).forEach(Site::stop);
    }

    /** Starts what was meant to run when Porthole was last closed, or forgets that it was. */
    public void resume(boolean start) {
        for (Site site : sites) {
            if (start && store.wasRunning(site.folder())) {
                site.start();
            } else if (!site.meantToRunProperty().get()) {
                store.rememberRunning(site.folder(), false);
            }
        }
    }

    /** Stops every server without waiting for it. */
    public CompletableFuture<Void> shutDown(Duration grace) {
        return CompletableFuture.allOf(
                sites.stream().map(site -> site.shutDown(grace)).toArray(CompletableFuture<?>[]::new));
    }

    private Site select(Site site) {
        store.used(site.folder());
        recent.setAll(store.recentFolders());
        selected.set(site);
        remember();
        return site;
    }

    private Site make(Path folder) {
        SiteConfiguration configuration = store.configuration(folder).orElseGet(() -> {
            SiteConfiguration first = SiteConfiguration.onPort(StablePort.choose(folder, this::isTaken));
            store.remember(folder, first);
            return first;
        });
        Site site = new Site(folder, configuration, threads, https);
        site.rename(store.name(folder));
        site.configurationProperty().subscribe((before, now) -> store.remember(folder, now));
        site.ownNameProperty().subscribe((before, now) -> store.rememberName(folder, now));
        site.meantToRunProperty().subscribe((before, now) -> store.rememberRunning(folder, now));
        return site;
    }

    private boolean isTaken(int port) {
        return sites.stream().anyMatch(site -> site.configuration().port() == port)
                || !LocalNetwork.isFree(SiteConfiguration.onPort(port).address(), port);
    }

    private Optional<Site> find(Path folder) {
        return sites.stream().filter(site -> site.folder().equals(folder)).findFirst();
    }

    private void remember() {
        Site site = selected.get();
        store.rememberSites(
                sites.stream().map(Site::folder).toList(), site == null ? 0 : Math.max(0, sites.indexOf(site)));
    }

    private static Path clean(Path folder) {
        return folder.toAbsolutePath().normalize();
    }
}
