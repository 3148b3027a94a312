package dev.porthole.app.command;

import dev.porthole.server.StaticServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What happens on Ctrl-C, SIGTERM and the end of the session: the server stops, the log is written to its
 * end, and the process exits with 0, because to stop when asked to is no failure. The virtual machine would
 * exit with 128 plus the number of the signal, so the last step is to halt it.
 */
final class Shutdown {

    /** Longer than this, and the user is told what is being waited for. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    /** The server ends every connection after its grace; this is for the work of ending them. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    private static final Duration GRACE = StaticServer.DEFAULT_GRACE.minus(MARGIN);

    private final StaticServer server;
    private final RequestLog log;
    private volatile boolean failed;

    private Shutdown(StaticServer server, RequestLog log) {
        this.server = server;
        this.log = log;
    }

    static Shutdown install(StaticServer server, RequestLog log) {
        Shutdown shutdown = new Shutdown(server, log);
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::run, "shutdown"));
        return shutdown;
    }

    /** The process is not ending because it was asked to, so its exit code must say so. */
    void afterFailure() {
        failed = true;
    }

    private void run() {
        boolean clean = stopServer();
        long unwritten = log.finish(MARGIN);
        if (unwritten > 0) {
            PortholeCommand.complain(Messages.text("log.unwritten", unwritten));
        }
        Runtime.getRuntime().halt(clean && !failed ? 0 : 1);
    }

    private boolean stopServer() {
        CompletableFuture<Void> stopped = server.stop(GRACE);
        try {
            if (!endsWithin(stopped, PATIENCE)) {
                PortholeCommand.complain(Messages.text("serve.finishing", GRACE.toMillis() / 1_000.0));
                return endsWithin(stopped, GRACE.plus(MARGIN));
            }
            return true;
        } catch (ExecutionException e) {
            PortholeCommand.complain(Messages.text("error.inside", String.valueOf(e.getCause())));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean endsWithin(CompletableFuture<Void> stopped, Duration time)
            throws ExecutionException, InterruptedException {
        try {
            stopped.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }
}
