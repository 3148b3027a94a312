package dev.porthole.app.inspector.replay;

import dev.porthole.app.https.OwnServer;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Site;
import dev.porthole.app.site.SiteList;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.ServerState;
import dev.porthole.server.event.ConnectionActivity;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.tls.TlsSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Sends a request of the log once more, as it was or edited, to the same site from this computer. */
public final class ReplayViewModel {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LOOKS = 50;
    private static final int ROWS_TO_LOOK_AT = 256;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final SiteList sites;
    private final Threads threads;
    private final SentRequests sent;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<@Nullable Exchange> original = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable RawAnswer> answer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Phrase> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper sending = new ReadOnlyBooleanWrapper();
    private EditedHead head = EditedHead.of("");
    private @Nullable RawRequest request;

    /** Nothing to send yet. */
    public ReplayViewModel(SiteList sites, Threads threads, SentRequests sent) {
        this.sites = sites;
        this.threads = threads;
        this.sent = sent;
    }

    /** The head as edited, a line feed after each line. */
    public StringProperty textProperty() {
        return text;
    }

    /** The request that is sent again. */
    ReadOnlyObjectProperty<@Nullable Exchange> originalProperty() {
        return original.getReadOnlyProperty();
    }

    /** What came back, or null while nothing has. */
    ReadOnlyObjectProperty<@Nullable RawAnswer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** Why nothing was sent, or null. */
    ReadOnlyObjectProperty<@Nullable Phrase> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether an answer is waited for. */
    public ReadOnlyBooleanProperty sendingProperty() {
        return sending.getReadOnlyProperty();
    }

    /** Takes a request to be sent again; gives up on one that is under way. */
    public void begin(Exchange exchange) {
        Exchange before = original.get();
        if (before != null && before.number() == exchange.number()) {
            original.set(exchange);
            return;
        }
        cancel();
        answer.set(null);
        problem.set(null);
        head = EditedHead.of(exchange.request().http1Head());
        text.set(head.text());
        original.set(exchange);
    }

    /** Sends exactly the bytes that came. */
    public void sendAsItWas() {
        Exchange exchange = original.get();
        if (exchange != null) {
            text.set(head.text());
            send(exchange.request().http1Head().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** Sends what was edited. */
    public void send() {
        Exchange exchange = original.get();
        if (exchange == null) {
            return;
        }
        boolean untouched = text.get().equals(head.text());
        send(untouched ? exchange.request().http1Head().getBytes(StandardCharsets.ISO_8859_1)
                : head.withText(text.get()).bytes());
    }

    /** Gives up on an answer. */
    public void cancel() {
        RawRequest open = request;
        if (open != null) {
            open.cancel();
        }
    }

    private void send(byte[] bytes) {
        Site site = sites.selected();
        problem.set(problem(site, bytes));
        if (site == null || problem.get() != null || sending.get()
                || !(site.state() instanceof ServerState.Running running)) {
            return;
        }
        TlsSettings tls = running.settings().tls();
        RawRequest next = tls == null
                ? new RawRequest(bytes, PATIENCE)
                : new RawRequest(bytes, PATIENCE, connected -> OwnServer.secure(connected, OwnServer.sockets(tls)));
        request = next;
        answer.set(null);
        sending.set(true);
        InetSocketAddress server = reachable(running.address());
        EventLog log = site.log();
        try {
            threads.waiting().execute(() -> {
                int[] port = new int[1];
                RawAnswer came = next.send(server, used -> {
                    port[0] = used;
                    sent.sentFrom(used);
                });
                RawAnswer known = came.with(logged(log, port[0]));
                threads.ui().execute(() -> {
                    sending.set(false);
                    if (next.equals(request)) {
                        answer.set(known);
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            // The window is closing.
            sending.set(false);
        }
    }

    private static @Nullable Phrase problem(@Nullable Site site, byte[] bytes) {
        if (site == null || !(site.state() instanceof ServerState.Running)) {
            return Phrase.of("replay.stopped");
        }
        if (bytes.length == 0) {
            return Phrase.of("inspector.noRequest");
        }
        return bytes.length > EditedHead.MOST_BYTES ? Phrase.of("replay.tooLong") : null;
    }

    private static InetSocketAddress reachable(InetSocketAddress bound) {
        InetAddress address = bound.getAddress();
        return address.isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.getPort()) : bound;
    }

    /** The client has its last byte a moment before the server has told of it. */
    private static @Nullable Exchange logged(EventLog log, int port) {
        try {
            for (int i = 0; i < LOOKS; i++) {
                Exchange found = newest(log, port);
                if (found != null && found.response() != null) {
                    return found;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return newest(log, port);
    }

    private static @Nullable Exchange newest(EventLog log, int port) {
        long newest = log.newestNumber();
        for (long number = newest; number > 0 && number > newest - ROWS_TO_LOOK_AT; number--) {
            Exchange exchange = log.exchange(number);
            ConnectionActivity connection = exchange == null ? null : exchange.connection();
            if (connection != null && connection.client().getPort() == port
                    && connection.client().getAddress().isLoopbackAddress()) {
                return exchange;
            }
        }
        return null;
    }
}
