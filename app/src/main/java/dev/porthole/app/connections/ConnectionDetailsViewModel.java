package dev.porthole.app.connections;

import dev.porthole.app.platform.Threads;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.Exchange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** More about one connection: its requests, and what the system's TCP knows of it, asked once a second. */
public final class ConnectionDetailsViewModel {

    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(1);

    private final Threads threads;
    private final Clock clock;
    private final ReadOnlyObjectWrapper<@Nullable ConnectionRow> connection = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<Exchange>> requests = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable TcpReading> tcp = new ReadOnlyObjectWrapper<>();
    private volatile @Nullable Question question;

    /** Whom to ask about which connection. */
    private static final class Question {

        private final StaticServer server;
        private final long number;
        private volatile Instant next = Instant.MIN;
        private volatile boolean ended;

        Question(StaticServer server, long number) {
            this.server = server;
            this.number = number;
        }
    }

    ConnectionDetailsViewModel(Threads threads, Clock clock) {
        this.threads = threads;
        this.clock = clock;
    }

    /** The connection, or null while none is chosen. */
    public ReadOnlyObjectProperty<@Nullable ConnectionRow> connectionProperty() {
        return connection.getReadOnlyProperty();
    }

    /** Its newest requests, newest first. */
    public ReadOnlyObjectProperty<List<Exchange>> requestsProperty() {
        return requests.getReadOnlyProperty();
    }

    /** What TCP was last known to know of it; null until the first answer. */
    public ReadOnlyObjectProperty<@Nullable TcpReading> tcpProperty() {
        return tcp.getReadOnlyProperty();
    }

    /** Shows another connection as soon as it is known; 0 for none. */
    void show(@Nullable StaticServer server, long number) {
        tcp.set(null);
        if (number == 0) {
            requests.set(List.of());
            connection.set(null);
        }
        question = server == null || number == 0 ? null : new Question(server, number);
    }

    void apply(Survey.Details details) {
        Question asked = question;
        if (asked != null && !details.row().isOpen()) {
            asked.ended = true;
        }
        if (!details.row().equals(connection.get())) {
            connection.set(details.row());
        }
        // The same list comes again while nothing has changed.
        requests.set(details.requests());
    }

    /** Asks TCP if it is time; called on the thread that prepares views, while the details are in sight. */
    void beat() {
        Question current = question;
        Instant now = clock.instant();
        if (current == null || current.ended || now.isBefore(current.next)) {
            return;
        }
        // Not again before this one is answered.
        current.next = Instant.MAX;
        var _ = current.server.tcpInfo(current.number).whenComplete((info, failure) -> {
            current.next = now.plus(BETWEEN_READINGS);
            TcpReading reading = new TcpReading(failure == null ? info.orElse(null) : null, now);
            threads.ui().execute(() -> apply(current, reading));
        });
    }

    private void apply(Question answered, TcpReading reading) {
        if (!answered.equals(question)) {
            return;
        }
        TcpReading known = tcp.get();
        if (reading.info() != null || known == null || known.info() == null) {
            tcp.set(reading);
        }
    }
}
