package dev.porthole.app.site;

import dev.porthole.app.platform.Desktop;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.ServerState;
import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** What the control strip shows and does for the selected site. */
public final class SiteViewModel {

    private static final String DROP = "drop";

    private final SiteList sites;
    private final Archives archives;
    private final Threads threads;
    private final Desktop desktop;
    private final Notices notices;
    private final SiteNotices siteNotices;
    private final Opener opener;

    private final StringProperty folderText = new SimpleStringProperty("");
    private final StringProperty portText = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<@Nullable Phrase> folderProblem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Phrase> portProblem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable PortOffer> offer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<ServerState> state =
            new ReadOnlyObjectWrapper<>(new ServerState.Stopped());
    private final ReadOnlyObjectWrapper<SiteConfiguration> configuration =
            new ReadOnlyObjectWrapper<>(SiteConfiguration.onPort(0));
    private final ReadOnlyStringWrapper address = new ReadOnlyStringWrapper("");
    private final BooleanBinding running = Bindings.createBooleanBinding(
            () -> state.get() instanceof ServerState.Running, state);
    private final BooleanBinding busy = Bindings.createBooleanBinding(
            () -> state.get() instanceof ServerState.Starting || state.get() instanceof ServerState.Stopping,
            state);
    private final BooleanBinding pending = Bindings.createBooleanBinding(
            this::differsFromRunning, folderText, portText, state, configuration);
    private final BooleanBinding startable;
    private Subscription watching = Subscription.EMPTY;
    private int folderChecks;
    private @Nullable WaitingPage pageToOpen;
    private String shownPort = "";

    /** A page that is to be opened as soon as its site runs. */
    private record WaitingPage(Site site, String name) {}

    /** The strip for the selected site of a list. */
    public SiteViewModel(SiteList sites, Threads threads, Desktop desktop, Notices notices) {
        this(sites, threads, desktop, notices, Archives.usual());
    }

    SiteViewModel(SiteList sites, Threads threads, Desktop desktop, Notices notices, Archives archives) {
        this.archives = archives;
        this.sites = sites;
        this.threads = threads;
        this.desktop = desktop;
        this.notices = notices;
        this.opener = new Opener(threads, desktop, notices);
        this.siteNotices = new SiteNotices(notices, threads, InstantSource.system(), () -> serveEveryone(false));
        startable = folderProblem.isNull().and(portProblem.isNull()).and(busy.not());
        folderText.subscribe(text -> checkFolder());
        portText.subscribe(text -> {
            portProblem.set(PortCheck.problem(text));
            dropOfferForOtherPort(text);
        });
        state.subscribe(this::stateChanged);
        offer.subscribe(found -> {
            siteNotices.offerChanged(found != null);
            if (found != null) {
                dropWaitingPage();
            }
        });
        sites.selectedProperty().subscribe(this::show);
    }

    /** The folder, as typed. */
    public StringProperty folderTextProperty() {
        return folderText;
    }

    /** The port, as typed. */
    public StringProperty portTextProperty() {
        return portText;
    }

    /** What is wrong with the typed folder, or null. */
    public ReadOnlyObjectProperty<@Nullable Phrase> folderProblemProperty() {
        return folderProblem.getReadOnlyProperty();
    }

    /** What is wrong with the typed port, or null. */
    public ReadOnlyObjectProperty<@Nullable Phrase> portProblemProperty() {
        return portProblem.getReadOnlyProperty();
    }

    /** Another port that could be had, or null. */
    public ReadOnlyObjectProperty<@Nullable PortOffer> offerProperty() {
        return offer.getReadOnlyProperty();
    }

    /** The state of the site's server. */
    public ReadOnlyObjectProperty<ServerState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How the site is served. */
    public ReadOnlyObjectProperty<SiteConfiguration> configurationProperty() {
        return configuration.getReadOnlyProperty();
    }

    /** Where the site is found, for example {@code http://localhost:7890/}; empty without a site. */
    public ReadOnlyStringProperty addressProperty() {
        return address.getReadOnlyProperty();
    }

    /** Whether the server accepts connections. */
    public BooleanBinding runningProperty() {
        return running;
    }

    /** Whether what is typed differs from what is being served. */
    public BooleanBinding pendingProperty() {
        return pending;
    }

    /** Whether Start would have a chance. */
    public BooleanBinding startableProperty() {
        return startable;
    }

    /** The reason why Start is disabled, or null. */
    public @Nullable Phrase startBlocker() {
        return folderProblem.get() != null ? folderProblem.get() : portProblem.get();
    }

    /** Starts a stopped site, stops a running one. */
    public void toggle() {
        if (running.get()) {
            stop();
        } else {
            applyTyped();
        }
    }

    /** Serves what is typed: starts, restarts, or goes over to another folder. */
    public void applyTyped() {
        Site site = sites.selected();
        OptionalInt port = PortCheck.parse(portText.get());
        Path folder = FolderCheck.parse(folderText.get()).orElse(null);
        if (site == null || folder == null || port.isEmpty() || !startable.get()) {
            return;
        }
        if (folder.equals(site.folder())) {
            change(old -> old.withPort(port.getAsInt()));
            restart();
        } else {
            boolean portTyped = port.getAsInt() != site.port();
            replaceIfServable(site, folder, portTyped ? port : OptionalInt.empty());
        }
    }

    /** A site that works is not given up for a folder that does not exist. */
    private void replaceIfServable(Site site, Path folder, OptionalInt typedPort) {
        String typed = folderText.get();
        waiting(() -> {
            Phrase problem = FolderCheck.problem(typed);
            threads.ui().execute(() -> {
                if (!site.equals(sites.selected()) || !typed.equals(folderText.get())) {
                    return;
                }
                folderProblem.set(problem);
                if (problem == null) {
                    Site replaced = sites.replace(site, folder);
                    typedPort.ifPresent(port -> {
                        change(old -> old.withPort(port));
                        showPort(port);
                    });
                    replaced.restart();
                }
            });
        });
    }

    /** Stops the server. */
    public void stop() {
        Site site = sites.selected();
        if (site != null) {
            site.stop();
        }
    }

    /** Stops the server if it runs, and starts it. */
    public void restart() {
        Site site = sites.selected();
        if (site != null) {
            site.restart();
        }
    }

    /** Takes the offered port and starts. */
    public void takeOffer() {
        PortOffer offered = offer.get();
        if (offered != null) {
            portText.set(Integer.toString(offered.port()));
            applyTyped();
        }
    }

    /** Takes back what was typed and not applied. */
    public void resetTyped() {
        Site site = sites.selected();
        if (site != null) {
            folderText.set(site.folder().toString());
            showPort(site.port());
        }
    }

    /** The next port up or down. */
    public void stepPort(int by) {
        OptionalInt port = PortCheck.parse(portText.get());
        if (port.isPresent()) {
            int stepped = Math.clamp(port.getAsInt() + (long) by, 0, SiteSettings.MAX_PORT);
            portText.set(Integer.toString(stepped));
        }
    }

    /** Lets everyone in the network connect, or this computer only; a running site restarts. */
    public void serveEveryone(boolean everyone) {
        changeAndRestart(old -> old.withEveryone(everyone));
    }

    /** Serves by HTTPS, or by plain HTTP; a running site restarts. */
    public void serveHttps(boolean https) {
        changeAndRestart(old -> old.withHttps(https));
    }

    /** Presents the folder in another way; a running site restarts. */
    public void present(SiteOptions options) {
        changeAndRestart(old -> old.withOptions(options));
    }

    /** Asks for a folder and serves it in the place of the selected site, or as the first one. */
    public void chooseFolder(String title) {
        Site site = sites.selected();
        desktop.folders().pick(title, site == null ? null : site.folder()).ifPresent(folder -> {
            (site == null ? sites.open(folder) : sites.replace(site, folder)).restart();
        });
    }

    /** Asks for a folder and serves it as one more site. */
    public void addSite(String title) {
        Site site = sites.selected();
        desktop.folders().pick(title, site == null ? null : site.folder()).ifPresent(this::serve);
    }

    /** Serves a recent folder in the place of the selected site, or as the first one. */
    public void serveRecent(Path folder) {
        Site site = sites.selected();
        if (site == null) {
            serve(folder);
        } else {
            folderText.set(folder.toString());
            replaceIfServable(site, folder, OptionalInt.empty());
        }
    }

    /** Serves a folder as one more site; of a page its folder, and then opens the page. From anywhere. */
    public void serve(Path dropped) {
        serve(List.of(dropped));
    }

    /**
     * Serves each of these folders, archives, or the folder of a page, and selects the first one, or that of the first
     * page, which is opened. What is neither is told. From anywhere.
     */
    public void serve(List<Path> dropped) {
        waiting(() -> {
            List<Dropped> found = new ArrayList<>();
            List<Phrase> problems = new ArrayList<>();
            for (Path path : dropped) {
                try {
                    Dropped.look(path, archives).ifPresentOrElse(
                            found::add, () -> problems.add(Phrase.of("drop.notServable", path)));
                } catch (ArchiveException e) {
                    problems.add(Phrase.of("archive." + e.kind().name(), path));
                }
            }
            threads.ui().execute(() -> serveAll(found, problems));
        });
    }

    /** Opens the site in the browser. */
    public void openInBrowser() {
        if (running.get()) {
            opener.open(address.get());
        }
    }

    /** Opens a page of the site in the browser. */
    public void openInBrowser(URI page) {
        opener.open(page.toString());
    }

    /** Copies the site's address. */
    public void copyAddress() {
        opener.copy(address.get());
    }

    /** Shows the folder of the site, or a file in it, in the system's file browser. */
    public void showFile(@Nullable String relative) {
        Site site = sites.selected();
        if (site == null) {
            return;
        }
        opener.show(relative == null ? site.folder() : site.folder().resolve(relative));
    }

    /** Looks whether the server had to stop accepting; called now and then. */
    public void checkAcceptPause() {
        Site site = sites.selected();
        if (site != null) {
            siteNotices.acceptPause(site.log().lastAcceptPause());
        }
    }

    private void show(@Nullable Site site) {
        watching.unsubscribe();
        siteNotices.clear();
        if (site == null) {
            state.set(new ServerState.Stopped());
            folderText.set("");
            portText.set("");
            address.set("");
            offer.set(null);
            return;
        }
        resetTyped();
        watching = Subscription.combine(
                site.configurationProperty().subscribe(now -> {
                    configuration.set(now);
                    address.set(site.address());
                }),
                site.offerProperty().subscribe(offer::set),
                site.stateProperty().subscribe(state::set),
                site.folderGoneProperty().subscribe(gone -> {
                    siteNotices.folderGone(site, gone);
                    checkFolder();
                }));
        // Two stopped sites have equal states, so nobody would be told of the change.
        stateChanged(site.state());
        checkAcceptPause();
    }

    private void serveAll(List<Dropped> found, List<Phrase> problems) {
        notices.remove(DROP);
        if (!problems.isEmpty()) {
            notices.put(Notice.of(DROP, Notice.Severity.WARNING, problems.getFirst()));
        }
        if (found.isEmpty()) {
            return;
        }
        List<Site> opened = found.stream().map(one -> sites.open(one.folder())).toList();
        Dropped first = found.stream().filter(one -> one.page() != null).findFirst().orElse(found.getFirst());
        Site site = sites.open(first.folder());
        pageToOpen = first.page() == null ? null : new WaitingPage(site, first.page());
        openWaitingPageIfRunning(site);
        opened.stream().filter(one -> !(one.state() instanceof ServerState.Running)).forEach(Site::start);
    }

    private void openWaitingPageIfRunning(Site site) {
        if (site.state() instanceof ServerState.Running) {
            openWaitingPage();
        }
    }

    private void stateChanged(ServerState now) {
        Site site = sites.selected();
        address.set(site == null ? "" : site.address());
        siteNotices.stateChanged(now, offer.get() != null);
        if (now instanceof ServerState.Running live) {
            showPortUnlessTyped(live.address().getPort());
            openWaitingPage();
        } else if (now instanceof ServerState.Failed) {
            dropWaitingPage();
        } else if (now instanceof ServerState.Stopped) {
            checkFolder();
        }
    }

    private void showPort(int port) {
        shownPort = Integer.toString(port);
        portText.set(shownPort);
    }

    /** Someone may be typing the next port while a site starts for another reason. */
    private void showPortUnlessTyped(int port) {
        int applied = configuration.get().port();
        if (portText.get().equals(shownPort) || PortCheck.parse(portText.get()).equals(OptionalInt.of(applied))) {
            showPort(port);
        }
    }

    private void dropWaitingPage() {
        WaitingPage waiting = pageToOpen;
        if (waiting != null && waiting.site().equals(sites.selected())) {
            pageToOpen = null;
        }
    }

    private void openWaitingPage() {
        WaitingPage page = pageToOpen;
        if (page != null && page.site().equals(sites.selected())) {
            pageToOpen = null;
            String encoded = URI.create("http://localhost/").resolve(encode(page.name())).getRawPath();
            opener.open(address.get() + encoded.substring(1));
        }
    }

    private static URI encode(String name) {
        try {
            return new URI(null, null, "./" + name, null);
        } catch (URISyntaxException e) {
            return URI.create("");
        }
    }

    private void checkFolder() {
        int check = ++folderChecks;
        String typed = folderText.get();
        if (sites.selected() == null) {
            folderProblem.set(null);
            return;
        }
        if (isGoneWhileServed(typed)) {
            // A notice tells about it already; the field itself is not to blame.
            folderProblem.set(null);
            return;
        }
        waiting(() -> {
            Phrase problem = FolderCheck.problem(typed);
            threads.ui().execute(() -> {
                if (check == folderChecks) {
                    folderProblem.set(problem);
                }
            });
        });
    }

    private boolean isGoneWhileServed(String typed) {
        Site site = sites.selected();
        return site != null && site.folderGoneProperty().get() && typed.equals(site.folder().toString());
    }

    private void dropOfferForOtherPort(String typed) {
        PortOffer offered = offer.get();
        Site site = sites.selected();
        if (offered != null && site != null && !typed.equals(Integer.toString(site.configuration().port()))) {
            offer.set(null);
        }
    }

    private boolean differsFromRunning() {
        Site site = sites.selected();
        if (site == null || !(state.get() instanceof ServerState.Running)) {
            return false;
        }
        return !FolderCheck.parse(folderText.get()).equals(Optional.of(site.folder()))
                || !PortCheck.parse(portText.get()).equals(OptionalInt.of(site.port()));
    }

    private void changeAndRestart(UnaryOperator<SiteConfiguration> by) {
        boolean changed = change(by);
        if (changed && running.get()) {
            restart();
        }
    }

    private boolean change(UnaryOperator<SiteConfiguration> by) {
        Site site = sites.selected();
        if (site == null) {
            return false;
        }
        SiteConfiguration before = site.configuration();
        site.configurationProperty().set(by.apply(before));
        return !before.equals(site.configuration());
    }

    private void waiting(Runnable work) {
        try {
            threads.waiting().execute(work);
        } catch (RejectedExecutionException e) {
            // The window is closing.
        }
    }
}
