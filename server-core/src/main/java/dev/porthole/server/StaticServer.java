package dev.porthole.server;

import dev.porthole.server.conditions.Conditions;
import dev.porthole.server.event.EventSink;
import dev.porthole.server.files.FolderWatch;
import dev.porthole.server.http.HttpLimits;
import dev.porthole.server.loop.LoopTrace;
import dev.porthole.server.reload.ReloadStatus;
import dev.porthole.server.system.SystemError;
import dev.porthole.server.transport.TcpInfo;
import dev.porthole.server.transport.Transport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A static web server for one folder. It can be started and stopped any number of times; the numbers of its
 * connections and requests go on counting. Safe to use from any thread.
 */
public final class StaticServer implements AutoCloseable {

    /** How long answers in flight may go on after {@link #stop}, unless told otherwise. */
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    private final EventSink events;
    private final HttpLimits limits;
    private final Conditions conditions = new Conditions();
    private final AtomicLong connectionNumbers = new AtomicLong();
    private final AtomicLong requestNumbers = new AtomicLong();
    private final List<Consumer<ServerState>> listeners = new CopyOnWriteArrayList<>();

    private volatile ServerState state = new ServerState.Stopped();
    private volatile @Nullable ServerRun run;

    /** Those that have connections, or may get some: the last ones of a stopped run outlive the next start. */
    private final List<ServerRun> runs = new CopyOnWriteArrayList<>();

    private CompletableFuture<Void> lastStop = CompletableFuture.completedFuture(null);

    /**
     * A stopped server that will report to the given sink.
     *
     * @param events told of everything that happens, on the event loops
     */
    public StaticServer(EventSink events) {
        this(events, HttpLimits.DEFAULT);
    }

    /**
     * A stopped server with limits of its own.
     *
     * @param events told of everything that happens, on the event loops
     * @param limits how much clients may make grow, and how long they may take
     */
    public StaticServer(EventSink events, HttpLimits limits) {
        this.events = events;
        this.limits = limits;
    }

    /** {@return the state now} */
    public ServerState state() {
        return state;
    }

    /** {@return what is wrong with it on purpose; to be changed at any time, also while it runs} */
    public Conditions conditions() {
        return conditions;
    }

    /**
     * Calls the listener after each change of state, on the thread that caused it; it must return soon.
     *
     * @param listener gets the new state
     */
    public void onStateChange(Consumer<ServerState> listener) {
        listeners.add(listener);
    }

    /**
     * Opens the port and begins to accept. Blocks for a moment: not for an event loop or a UI thread. While
     * the last answers of a stopped run are still being finished, the next run can start already.
     *
     * @param settings what is served, and where
     * @return where it listens now; the port is the one that was chosen if 0 was asked for
     * @throws StartException if it could not; the state is then {@link ServerState.Failed}
     * @throws IllegalStateException if the server is running
     */
    public synchronized ServerState.Running start(SiteSettings settings) throws StartException {
        if (run != null) {
            throw new IllegalStateException("the server is running");
        }
        change(new ServerState.Starting());
        try {
            checkFolder(settings.root());
            checkTransport(settings.transport());
            ServerRun started = new ServerRun(settings, limits, events, conditions, connectionNumbers, requestNumbers);
            run = started;
            runs.add(started);
            ServerState.Running running = new ServerState.Running(
                    settings, started.address(), started.transport(), started.eventLoops(), Instant.now());
            change(running);
            return running;
        } catch (StartException e) {
            change(new ServerState.Failed(e.failure()));
            throw e;
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            StartFailure failure = failure(settings, e);
            change(new ServerState.Failed(failure));
            throw new StartException(failure, e);
        }
    }

    /**
     * Frees the port before it returns, closes idle connections at once, lets answers in flight go on for the
     * given time and then resets what is left. The future completes when every connection has ended. Stopping
     * a stopped server does nothing.
     *
     * @param grace how long answers may go on, measured from now; zero cuts them
     * @return complete when the last connection has ended
     */
    public synchronized CompletableFuture<Void> stop(Duration grace) {
        ServerRun stopping = run;
        if (stopping == null) {
            return lastStop;
        }
        run = null;
        change(new ServerState.Stopping());
        CompletableFuture<Void> ended = stopping.stop(grace).thenRun(() -> {
            runs.remove(stopping);
            stopped();
        });
        lastStop = CompletableFuture.allOf(lastStop, ended);
        return lastStop;
    }

    /**
     * Begins to close one connection and returns at once, on any thread. An idle one ends in good order (FIN); one
     * with a request under way is reset, so that a cut answer cannot be taken for a whole one. Its end is reported
     * with {@link dev.porthole.server.event.CloseReason#CLOSED_BY_USER}, unless it was ending already.
     *
     * @param number the connection's number
     * @return false if no connection with this number is open
     */
    public boolean closeConnection(long number) {
        return runs.stream().anyMatch(each -> each.closeConnection(number));
    }

    /**
     * Asks what the system's TCP knows of one connection, without waiting for it, on any thread. The future is
     * completed on the connection's event loop, so what depends on it must be short or go elsewhere.
     *
     * @param number the connection's number
     * @return empty if no connection with this number is open, and where the transport does not tell (NIO, kqueue)
     */
    public CompletableFuture<Optional<TcpInfo>> tcpInfo(long number) {
        for (ServerRun each : runs) {
            if (each.hasConnection(number)) {
                return each.tcpInfo(number);
            }
        }
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /**
     * Begins to tell what the event loops do, until that trace is closed, or this run of the server ends. There is one
     * trace at a time: a later one takes the place of the one before.
     *
     * @return empty if the server is not running
     */
    public synchronized Optional<LoopTrace> trace() {
        return Optional.ofNullable(run).map(ServerRun::trace);
    }

    /**
     * The path, with its query, of the page that makes a browser forget what it has kept of this site. The page begins
     * at once, one time; the path given out before no longer does. From any thread.
     *
     * @return empty if the server is not running
     */
    public Optional<String> resetPath() {
        ServerRun current = run;
        return current == null ? Optional.empty() : Optional.of(current.resetPath());
    }

    /** {@return what live reload is doing; empty while it is off, or the server is not running} From any thread. */
    public Optional<ReloadStatus> reload() {
        ServerRun current = run;
        return current == null ? Optional.empty() : current.reload();
    }

    /**
     * Answers are as right without watches, and slower. From any thread.
     *
     * @return why small files are read from the disk each time, if the system watches no more of them (inotify(7))
     */
    public FolderWatch.Limit memoryLimit() {
        ServerRun current = run;
        return current == null ? FolderWatch.Limit.NONE : current.memoryLimit();
    }

    /** Stops without grace and waits until the last connection has ended. */
    @Override
    public void close() {
        stop(Duration.ZERO).join();
    }

    /** Only if nothing else has happened since: the server may be running again. */
    private synchronized void stopped() {
        if (run == null && state instanceof ServerState.Stopping) {
            change(new ServerState.Stopped());
        }
    }

    private void change(ServerState next) {
        state = next;
        for (Consumer<ServerState> listener : listeners) {
            listener.accept(next);
        }
    }

    private static void checkFolder(Path root) throws StartException {
        StartFailure.Kind kind = null;
        if (!Files.exists(root)) {
            kind = StartFailure.Kind.FOLDER_MISSING;
        } else if (!Files.isDirectory(root)) {
            kind = StartFailure.Kind.NOT_A_FOLDER;
        } else if (!Files.isReadable(root) || !Files.isExecutable(root)) {
            kind = StartFailure.Kind.FOLDER_UNREADABLE;
        }
        if (kind != null) {
            throw new StartException(new StartFailure(kind, root.toString(), ""), null);
        }
    }

    private static void checkTransport(@Nullable Transport transport) throws StartException {
        if (transport != null && !transport.isAvailable()) {
            String detail = transport.label() + ": " + transport.obstacle().orElse("");
            throw new StartException(new StartFailure(StartFailure.Kind.OTHER, transport.label(), detail), null);
        }
    }

    private static StartFailure failure(SiteSettings settings, Throwable thrown) {
        StartFailure.Kind kind = StartFailure.Kind.OTHER;
        if (SystemError.EADDRINUSE.isCauseOf(thrown)) {
            kind = StartFailure.Kind.PORT_IN_USE;
        } else if (SystemError.EACCES.isCauseOf(thrown)) {
            kind = StartFailure.Kind.PORT_NOT_PERMITTED;
        } else if (SystemError.EADDRNOTAVAIL.isCauseOf(thrown)) {
            kind = StartFailure.Kind.ADDRESS_NOT_AVAILABLE;
        } else if (SystemError.EMFILE.isCauseOf(thrown) || SystemError.ENFILE.isCauseOf(thrown)) {
            kind = StartFailure.Kind.TOO_MANY_OPEN_FILES;
        }
        String subject = settings.address().getHostAddress() + ":" + settings.port();
        return new StartFailure(kind, subject, String.valueOf(thrown.getMessage()));
    }
}
