package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.transport.TcpInfo;
import dev.porthole.server.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One connection out of many: closed at the wish of the user, and asked for what TCP knows of it. */
@Timeout(60)
class SingleConnectionTest {

    private static final int HUGE = 64 << 20;
    private static final int SMALL_RECEIVE_BUFFER = 4_096;

    private final Recorder recorder = new Recorder();
    private final StaticServer server = new StaticServer(recorder);
    private ServedFolder folder;

    @BeforeEach
    void createFolder() throws IOException {
        folder = new ServedFolder();
        folder.letters();
        folder.sparse("huge.bin", HUGE);
    }

    @AfterEach
    void stopAndDelete() throws Exception {
        server.close();
        recorder.checkOrder();
        folder.close();
    }

    private InetSocketAddress start(Transport transport) throws Exception {
        SiteSettings settings = SiteSettings.local(folder.root(), 0);
        return server.start(settings.with(TransportUnderTest.assumeWorks(transport))).address();
    }

    private InetSocketAddress start() throws Exception {
        return server.start(TransportUnderTest.on(SiteSettings.local(folder.root(), 0))).address();
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private long number(RawClient client) throws Exception {
        return recorder.opened(client).connection();
    }

    private CloseReason reason(RawClient client) throws Exception {
        return recorder.closed(recorder.opened(client)).reason();
    }

    private Optional<TcpInfo> tcpInfo(long number) throws Exception {
        return server.tcpInfo(number).get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource
    void anIdleConnectionEndsInGoodOrderAndTheOthersStay(Transport transport) throws Exception {
        InetSocketAddress address = start(transport);
        try (RawClient idle = RawClient.connect(address);
                RawClient silent = RawClient.connect(address);
                RawClient other = RawClient.connect(address)) {
            idle.send(get("/letters.txt")).read().hasStatus(200);
            other.send(get("/letters.txt")).read().hasStatus(200);
            assertThat(server.closeConnection(number(idle))).isTrue();
            assertThat(server.closeConnection(number(silent))).isTrue();
            idle.expectEof();
            silent.expectEof();
            assertThat(reason(idle)).isEqualTo(CloseReason.CLOSED_BY_USER);
            assertThat(reason(silent)).isEqualTo(CloseReason.CLOSED_BY_USER);
            other.send(get("/letters.txt")).read().hasStatus(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerInFlightIsCutByAReset(Transport transport) throws Exception {
        try (RawClient slow = RawClient.connect(start(transport), SMALL_RECEIVE_BUFFER)) {
            slow.send(get("/huge.bin")).readHead().hasStatus(200);
            assertThat(server.closeConnection(number(slow))).isTrue();
            assertThat(slow.readToEnd(HUGE - 1)).isEqualTo(RawClient.End.RESET);
            assertThat(recorder.finished(recorder.opened(slow)).outcome()).isEqualTo(Outcome.SERVER_CUT);
            assertThat(reason(slow)).isEqualTo(CloseReason.CLOSED_BY_USER);
        }
    }

    @Test
    void aHalfSentRequestIsNoObstacle() throws Exception {
        try (RawClient client = RawClient.connect(start())) {
            client.send("GET /letters.txt HT");
            assertThat(server.closeConnection(number(client))).isTrue();
            client.readToEnd(0);
            assertThat(reason(client)).isEqualTo(CloseReason.CLOSED_BY_USER);
        }
    }

    @Test
    void anUnknownNumberIsToldAndDoesNothing() throws Exception {
        assertThat(server.closeConnection(1)).isFalse();
        try (RawClient client = RawClient.connect(start())) {
            client.send(get("/letters.txt")).read().hasStatus(200);
            long number = number(client);
            assertThat(server.closeConnection(number + 1)).isFalse();
            assertThat(server.closeConnection(0)).isFalse();
            client.send(get("/letters.txt")).read().hasStatus(200);
            client.hangUp();
            recorder.closed(recorder.opened(client));
            // It is told a moment before it is forgotten.
            while (server.closeConnection(number)) {
                Thread.onSpinWait();
            }
        }
        server.close();
        assertThat(server.closeConnection(1)).isFalse();
    }

    @Test
    void whatOutlivesAStopCanBeClosedFromThenOnToo() throws Exception {
        InetSocketAddress address = start();
        try (RawClient slow = RawClient.connect(address, SMALL_RECEIVE_BUFFER)) {
            slow.send(get("/huge.bin")).readHead().hasStatus(200);
            CompletableFuture<Void> stopped = server.stop(Duration.ofMinutes(1));
            server.start(TransportUnderTest.on(SiteSettings.local(folder.root(), address.getPort())));
            assertThat(server.closeConnection(number(slow))).isTrue();
            assertThat(slow.readToEnd(HUGE - 1)).isEqualTo(RawClient.End.RESET);
            stopped.get(10, TimeUnit.SECONDS);
            assertThat(reason(slow)).isEqualTo(CloseReason.CLOSED_BY_USER);
        }
    }

    @Test
    void closingWhileTheServerStopsEndsEveryConnectionOnce() throws Exception {
        InetSocketAddress address = start();
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                RawClient client = RawClient.connect(address, SMALL_RECEIVE_BUFFER);
                clients.add(client.send(get(i % 2 == 0 ? "/huge.bin" : "/letters.txt")));
                client.readHead().hasStatus(200);
            }
            CompletableFuture<Void> stopped = server.stop(Duration.ofSeconds(5));
            for (RawClient client : clients) {
                server.closeConnection(number(client));
            }
            stopped.get(10, TimeUnit.SECONDS);
            for (RawClient client : clients) {
                assertThat(reason(client)).isIn(CloseReason.CLOSED_BY_USER, CloseReason.SERVER_STOPPED);
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "IO_URING"})
    void linuxTellsWhatItsTcpKnows(Transport transport) throws Exception {
        try (RawClient client = RawClient.connect(start(transport))) {
            byte[] answer = client.send(get("/letters.txt")).read().hasStatus(200).body();
            TcpInfo info = tcpInfo(number(client)).orElseThrow();
            assertThat(info.descriptor()).isPositive();
            assertThat(info.roundTripMicros()).isBetween(1L, 10_000_000L);
            assertThat(info.congestionWindow()).isBetween(1L, 1_000_000L);
            assertThat(info.segmentBytes()).isBetween(500L, 66_000L);
            assertThat(info.acknowledgedBytes()).isBetween((long) answer.length, 100_000L);
            assertThat(info.notSentBytes()).isZero();
            assertThat(info.congestionControl()).matches("[a-z0-9_]+");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "IO_URING"})
    void aReaderWhoDoesNotReadIsToldByBytesThatWait(Transport transport) throws Exception {
        try (RawClient slow = RawClient.connect(start(transport), SMALL_RECEIVE_BUFFER)) {
            slow.send(get("/huge.bin")).readHead().hasStatus(200);
            // The head may arrive before the content has been handed over.
            TcpInfo info = tcpInfo(number(slow)).orElseThrow();
            while (info.notSentBytes() == 0) {
                info = tcpInfo(number(slow)).orElseThrow();
            }
            assertThat(info.receiverLimitedMicros()).isBetween(0L, info.busyMicros());
        }
    }

    @Test
    void nioTellsNothing() throws Exception {
        try (RawClient client = RawClient.connect(start(Transport.NIO))) {
            client.send(get("/letters.txt")).read().hasStatus(200);
            assertThat(tcpInfo(number(client))).isEmpty();
        }
    }

    @Test
    void ofAConnectionThatHasEndedOrNeverWasNothingIsKnown() throws Exception {
        try (RawClient client = RawClient.connect(start())) {
            client.send(get("/letters.txt")).read().hasStatus(200);
            long number = number(client);
            client.hangUp();
            recorder.closed(recorder.opened(client));
            assertThat(tcpInfo(number)).isEmpty();
            assertThat(tcpInfo(99)).isEmpty();
        }
        server.close();
        assertThat(tcpInfo(1)).isEmpty();
    }
}
