package dev.porthole.app.site;

import dev.porthole.app.platform.LocalNetwork;
import dev.porthole.app.platform.PortHolder;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.ServerState;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StartException;
import dev.porthole.server.StartFailure;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.tls.TlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * One folder with its server and its log. Servers are started and stopped in the background; the
 * properties change on the thread of the window.
 */
public final class Site {

    /** How long answers in flight may go on when the user stops a site. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final int LONGEST_STOP_SECONDS = 10;

    private final Path folder;
    private final Threads threads;
    private final EventLog log = new EventLog();
    private final StaticServer server = new StaticServer(log);
    private final Supplier<Optional<TlsSettings>> https;
    private final ObjectProperty<SiteConfiguration> configuration;
    private final ReadOnlyObjectWrapper<ServerState> state;
    private final ReadOnlyObjectWrapper<@Nullable PortOffer> offer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper folderGone = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper ownName = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper meantToRun = new ReadOnlyBooleanWrapper();

    /** A folder on a sleeping network drive can keep one look waiting while the next is due. */
    private final AtomicBoolean checking = new AtomicBoolean();

    private volatile boolean knownGone;

    /** A stopped site that is served by plain HTTP, whatever its configuration says. */
    public Site(Path folder, SiteConfiguration configuration, Threads threads) {
        this(folder, configuration, threads, Optional::empty);
    }

    /**
     * A stopped site.
     *
     * @param https what HTTPS needs, asked in the background; empty if it cannot be had, which has been told then
     */
    public Site(
            Path folder, SiteConfiguration configuration, Threads threads, Supplier<Optional<TlsSettings>> https) {
        this.folder = folder;
        this.threads = threads;
        this.https = https;
        this.configuration = new SimpleObjectProperty<>(configuration);
        this.state = new ReadOnlyObjectWrapper<>(server.state());
        // Read again on arrival: what counts is the state then, not when the change was reported.
        server.onStateChange(changed -> threads.ui().execute(() -> state.set(server.state())));
    }

    /** The folder that is served. */
    public Path folder() {
        return folder;
    }

    /** The name the user gave it, or the folder's. */
    public String name() {
        return ownName.get().isEmpty() ? folderName() : ownName.get();
    }

    /** The folder's own name; the whole path where there is none. */
    public String folderName() {
        Path last = folder.getFileName();
        return last == null ? folder.toString() : last.toString();
    }

    /** Its server, to be asked about single connections; it is started and stopped by this site alone. */
    public StaticServer server() {
        return server;
    }

    /** The name the user gave it; empty while it is called as its folder. */
    public ReadOnlyStringProperty ownNameProperty() {
        return ownName.getReadOnlyProperty();
    }

    /** Gives it a name of its own; an empty one, or the folder's, is the folder's from now on. */
    public void rename(String typed) {
        String clean = SiteName.clean(typed);
        ownName.set(clean.equals(folderName()) ? "" : clean);
    }

    /** Whether it was started, and not stopped by anybody since; also while it could not start. */
    public ReadOnlyBooleanProperty meantToRunProperty() {
        return meantToRun.getReadOnlyProperty();
    }

    /** Everything its server reported. */
    public EventLog log() {
        return log;
    }

    /** How it is served, from its next start on. */
    public ObjectProperty<SiteConfiguration> configurationProperty() {
        return configuration;
    }

    /** How it is served, from its next start on. */
    public SiteConfiguration configuration() {
        return configuration.get();
    }

    /** The state of its server. */
    public ReadOnlyObjectProperty<ServerState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The state of its server. */
    public ServerState state() {
        return state.get();
    }

    /** Whether starting it would make a difference. */
    public boolean isStopped() {
        return state.get() instanceof ServerState.Stopped || state.get() instanceof ServerState.Failed;
    }

    /** Another port, while the wanted one cannot be had. */
    public ReadOnlyObjectProperty<@Nullable PortOffer> offerProperty() {
        return offer.getReadOnlyProperty();
    }

    /** Whether the folder went away while it was being served. */
    public ReadOnlyBooleanProperty folderGoneProperty() {
        return folderGone.getReadOnlyProperty();
    }

    /** The port it listens on, or will. */
    public int port() {
        return state.get() instanceof ServerState.Running running
                ? running.address().getPort()
                : configuration.get().port();
    }

    /** Where this computer's browsers find it, for example {@code http://localhost:7890/}. */
    public String address() {
        return (speaksHttps() ? "https" : "http") + "://localhost:" + port()
                + configuration().options().rules().basePath();
    }

    private boolean speaksHttps() {
        return state.get() instanceof ServerState.Running running
                ? running.settings().tls() != null
                : configuration.get().https();
    }

    /** Starts the server with the configuration of this moment. */
    public void start() {
        SiteConfiguration wanted = configuration.get();
        offer.set(null);
        meantToRun.set(true);
        background(() -> startNow(wanted));
    }

    /** Stops the server; answers in flight get a moment to finish. */
    public void stop() {
        offer.set(null);
        meantToRun.set(false);
        background(this::stopNow);
    }

    /** Stops the server if it runs, and starts it with the configuration of this moment. */
    public void restart() {
        SiteConfiguration wanted = configuration.get();
        offer.set(null);
        meantToRun.set(true);
        background(() -> {
            stopNow();
            startNow(wanted);
        });
    }

    /** Begins to stop, for a window that closes; returns at once. What it was meant to do stays as it is. */
    CompletableFuture<Void> shutDown(Duration grace) {
        // The server may be busy starting; the thread of the window does not wait for that. A thread of its
        // own, because the others may have ended already.
        return CompletableFuture.supplyAsync(() -> server.stop(grace), Thread::startVirtualThread)
                .thenCompose(Function.identity());
    }

    /** Looks whether the folder of a running site is still there. Reads the disk. */
    void checkFolder() {
        if (!checking.compareAndSet(false, true)) {
            return;
        }
        try {
            boolean gone = server.state() instanceof ServerState.Running && !Files.isDirectory(folder);
            if (gone != knownGone) {
                knownGone = gone;
                threads.ui().execute(() -> folderGone.set(gone));
            }
        } finally {
            checking.set(false);
        }
    }

    private void startNow(SiteConfiguration wanted) {
        if (!(server.state() instanceof ServerState.Stopped || server.state() instanceof ServerState.Failed)) {
            return;
        }
        SiteSettings settings = wanted.settings(folder);
        if (wanted.https()) {
            Optional<TlsSettings> tls = https.get();
            if (tls.isEmpty()) {
                return;
            }
            settings = settings.withTls(tls.get());
        }
        startNow(settings);
    }

    private void startNow(SiteSettings settings) {
        if (LocalNetwork.isHiddenByAnother(settings.address(), settings.port())) {
            PortOffer found = busyPortOffer(settings);
            threads.ui().execute(() -> offer.set(found));
            return;
        }
        try {
            var _ = server.start(settings);
        } catch (StartException e) {
            PortOffer found = findOffer(e.failure(), settings);
            threads.ui().execute(() -> offer.set(found));
        }
    }

    private void stopNow() {
        var _ = server.stop(GRACE)
                .completeOnTimeout(null, LONGEST_STOP_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static @Nullable PortOffer findOffer(StartFailure failure, SiteSettings settings) {
        int port = settings.port();
        return switch (failure.kind()) {
            case PORT_IN_USE -> busyPortOffer(settings);
            case PORT_NOT_PERMITTED -> {
                int own = StablePort.choose(
                        settings.root(), other -> !LocalNetwork.isFree(settings.address(), other));
                yield new PortOffer(Phrase.of("port.notPermitted", port), own);
            }
            default -> null;
        };
    }

    private static PortOffer busyPortOffer(SiteSettings settings) {
        int port = settings.port();
        Phrase reason = PortHolder.find(port)
                .map(holder -> holder.pid() == ProcessHandle.current().pid()
                        ? Phrase.of("port.used.here", port)
                        : Phrase.of("port.used.by", port, holder.program(), holder.pid()))
                .orElse(Phrase.of("port.used", port));
        return new PortOffer(reason, LocalNetwork.nextFreePort(settings.address(), port));
    }

    private void background(Runnable work) {
        try {
            threads.background().execute(work);
        } catch (RejectedExecutionException e) {
            // The window is closing; there is nobody left to start or stop anything for.
        }
    }
}
