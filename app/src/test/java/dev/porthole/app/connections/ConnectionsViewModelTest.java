package dev.porthole.app.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.Await;
import dev.porthole.app.platform.Threads;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of connections beside a real server. */
class ConnectionsViewModelTest {

    private final Await.Stage stage = new Await.Stage();
    private final Threads threads = Threads.with(stage.executor());
    private final EventLog log = new EventLog();
    private final StaticServer server = new StaticServer(log);
    private final ConnectionsViewModel model = new ConnectionsViewModel(threads, Clock.systemUTC());

    @TempDir Path root;

    @BeforeEach
    void writeSite() throws IOException {
        Files.writeString(root.resolve("a.txt"), "a");
    }

    @AfterEach
    void close() {
        server.close();
        threads.close();
        stage.close();
    }

    private Socket connect(Transport transport) throws Exception {
        InetSocketAddress address = server.start(SiteSettings.local(root, 0).with(transport)).address();
        stage.run(() -> {
            model.show(log, server);
            model.setShowing(true);
            model.setVisible(0, 9);
        });
        return connect(address);
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void ask(Socket socket) throws IOException {
        socket.getOutputStream().write("GET /a.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().readNBytes(12)).isNotEmpty();
    }

    private <T> T get(Callable<T> read) {
        return stage.call(read);
    }

    /** Beats until something holds on the window's thread. */
    private void beatUntil(String what, Callable<Boolean> holds) {
        Await.until(what, () -> {
            model.beat();
            return get(holds);
        });
    }

    private ConnectionItem first() {
        return model.items().getFirst();
    }

    @Test
    void aRequestAppearsInTheLaneOfItsConnection() throws Exception {
        try (Socket socket = connect(Transport.best())) {
            ask(socket);
            beatUntil("the lane has its block", () -> model.items().size() == 1
                    && first().laneProperty().get() != null
                    && Objects.requireNonNull(first().laneProperty().get()).blocks().size() == 1
                    && Objects.requireNonNull(first().laneProperty().get()).blocks().getFirst().status() != 0);
            ConnectionItem item = get(this::first);
            assertThat(Objects.requireNonNull(get(() -> item.laneProperty().get())).blocks().getFirst().status())
                    .isEqualTo(200);
            beatUntil("the totals are told", () -> model.totalsProperty().get() != null
                    && Objects.requireNonNull(model.totalsProperty().get()).requests() == 1);
            assertThat(get(() -> Objects.requireNonNull(model.exchange(1)).request().target())).isEqualTo("/a.txt");
            assertThat(get(this::first)).as("the same line is still the same object").isSameAs(item);
        }
    }

    @Test
    void theSelectedConnectionTellsItsRequestsAndWhatTcpKnowsAndCanBeClosed() throws Exception {
        try (Socket socket = connect(Transport.best())) {
            ask(socket);
            beatUntil("it is listed", () -> !model.items().isEmpty());
            stage.run(() -> model.select(List.of(first())));
            ConnectionDetailsViewModel details = model.details();
            beatUntil("its requests are listed", () -> details.requestsProperty().get().stream()
                    .map(Exchange::number).toList().equals(List.of(1L)));
            beatUntil("TCP has been asked", () -> details.tcpProperty().get() != null);
            TcpReading reading = Objects.requireNonNull(get(() -> details.tcpProperty().get()));
            boolean tells = Transport.best() == Transport.EPOLL;
            assertThat(reading.info() != null).isEqualTo(tells);

            stage.run(() -> model.close(List.of(first())));
            assertThat(socket.getInputStream().readAllBytes()).isNotNull();
            beatUntil("its end is told", () -> {
                ConnectionRow row = details.connectionProperty().get();
                return row != null && row.reason() == CloseReason.CLOSED_BY_USER && !first().row().isOpen();
            });
            assertThat(get(() -> details.tcpProperty().get())).as("what was last known stays").isEqualTo(reading);
        }
    }

    @Test
    void aTransportThatDoesNotTellIsToldApartFromOneThatWasNotAsked() throws Exception {
        try (Socket socket = connect(Transport.NIO)) {
            ask(socket);
            beatUntil("it is listed", () -> !model.items().isEmpty());
            stage.run(() -> model.select(List.of(first())));
            beatUntil("it has been asked", () -> model.details().tcpProperty().get() != null);
            assertThat(Objects.requireNonNull(get(() -> model.details().tcpProperty().get())).info()).isNull();
        }
    }

    @Test
    void lanesStandStillWhenScrolledBackAndFollowAgain() throws Exception {
        try (Socket socket = connect(Transport.best())) {
            ask(socket);
            beatUntil("there is an axis", () -> model.axisProperty().get() != null);
            stage.run(() -> model.scrollTime(-0.5));
            assertThat(get(() -> model.followingProperty().get())).isFalse();
            beatUntil("the axis ends before now", () -> Objects.requireNonNull(model.axisProperty().get()).to()
                    < TimeAxis.nanos(Clock.systemUTC().instant()) - 20_000_000_000L);
            TimeAxis still = get(() -> model.axisProperty().get());
            for (int i = 0; i < 10; i++) {
                model.beat();
            }
            assertThat(get(() -> model.axisProperty().get())).isEqualTo(still);
            stage.run(() -> model.scrollTime(1));
            assertThat(get(() -> model.followingProperty().get())).isTrue();
        }
    }

    @Test
    void whileNobodyLooksOnlyTheCountsAreKept() throws Exception {
        try (Socket socket = connect(Transport.best())) {
            stage.run(() -> model.setShowing(false));
            ask(socket);
            beatUntil("the count is right", () -> model.openProperty().get() == 1);
            assertThat(get(() -> model.items().isEmpty())).isTrue();
            assertThat(get(() -> model.totalsProperty().get())).isNull();
        }
    }

    @Test
    void anotherSiteStartsEmpty() throws Exception {
        try (Socket socket = connect(Transport.best())) {
            ask(socket);
            beatUntil("it is listed", () -> !model.items().isEmpty());
            stage.run(() -> model.show(null, null));
            model.beat();
            assertThat(get(() -> model.items().isEmpty())).isTrue();
            assertThat(get(() -> model.openProperty().get())).isZero();
        }
    }
}
