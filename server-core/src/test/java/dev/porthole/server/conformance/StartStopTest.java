package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.server.ServerState;
import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StartException;
import dev.porthole.server.StartFailure.Kind;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionClosed;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.ResponseFinished.Outcome;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server as a thing to start and stop. */
class StartStopTest {

    private static final String REQUEST = "GET /letters.txt HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final Recorder recorder = new Recorder();
    private final StaticServer server = new StaticServer(recorder);
    private ServedFolder folder;

    @BeforeEach
    void createFolder() throws IOException {
        folder = new ServedFolder();
        folder.letters();
    }

    @AfterEach
    void stopAndDelete() throws Exception {
        server.close();
        recorder.checkOrder();
        folder.close();
    }

    private InetSocketAddress start(int port) throws StartException {
        return start(SiteSettings.local(folder.root(), port)).address();
    }

    private ServerState.Running start(SiteSettings settings) throws StartException {
        return server.start(TransportUnderTest.on(settings));
    }

    private Kind failureOf(SiteSettings settings) {
        StartException failure = catchThrowableOfType(StartException.class, () -> start(settings));
        assertThat(server.state()).isEqualTo(new ServerState.Failed(failure.failure()));
        return failure.failure().kind();
    }

    @Test
    void theSamePortServesAHundredTimes() throws Exception {
        int port = 0;
        for (int round = 0; round < 100; round++) {
            InetSocketAddress address = start(port);
            port = address.getPort();
            try (RawClient idle = RawClient.connect(address); RawClient silent = RawClient.connect(address)) {
                idle.send(REQUEST).read().hasStatus(200);
                assertThat(silent.address().getPort()).isNotEqualTo(port);
                server.stop(Duration.ofSeconds(5)).get(10, TimeUnit.SECONDS);
                idle.expectEof();
            }
        }
        assertThat(server.state()).isInstanceOf(ServerState.Stopped.class);
    }

    @Test
    void theNextRunMayStartBeforeTheLastAnswersAreThrough() throws Exception {
        folder.sparse("huge.bin", 64 << 20);
        InetSocketAddress address = start(0);
        try (RawClient slow = RawClient.connect(address, 4_096)) {
            slow.send(REQUEST.replace("letters.txt", "huge.bin")).readHead().hasStatus(200);
            CompletableFuture<Void> stopped = server.stop(Duration.ofMillis(500));
            start(address.getPort());
            try (RawClient client = RawClient.connect(address)) {
                client.send(REQUEST).read().hasStatus(200);
                stopped.get(10, TimeUnit.SECONDS);
                client.send(REQUEST).read().hasStatus(200);
            }
            assertThat(server.state()).isInstanceOf(ServerState.Running.class);
        }
    }

    @Test
    void everyStateIsTold() throws Exception {
        List<ServerState> states = new ArrayList<>();
        server.onStateChange(states::add);
        assertThat(server.state()).isInstanceOf(ServerState.Stopped.class);
        SiteSettings settings = TransportUnderTest.on(SiteSettings.local(folder.root(), 0));
        ServerState.Running running = server.start(settings);
        assertThat(server.state()).isEqualTo(running);
        assertThat(running.settings()).isEqualTo(settings);
        assertThat(running.address().getPort()).isPositive();
        assertThat(running.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(running.eventLoops()).isPositive();
        server.stop(Duration.ZERO).get(10, TimeUnit.SECONDS);
        assertThat(states).extracting(state -> state.getClass().getSimpleName())
                .containsExactly("Starting", "Running", "Stopping", "Stopped");
    }

    @Test
    void aRunningServerCannotBeStartedAgain() throws Exception {
        start(0);
        assertThatThrownBy(() -> start(0)).isInstanceOf(IllegalStateException.class);
        assertThat(server.state()).isInstanceOf(ServerState.Running.class);
    }

    @Test
    void stoppingTwiceOrAStoppedServerIsNoError() throws Exception {
        server.stop(Duration.ofSeconds(1)).get(1, TimeUnit.SECONDS);
        start(0);
        CompletableFuture<Void> first = server.stop(Duration.ofSeconds(1));
        CompletableFuture<Void> second = server.stop(Duration.ofSeconds(1));
        first.get(10, TimeUnit.SECONDS);
        second.get(10, TimeUnit.SECONDS);
        server.close();
        assertThat(server.state()).isInstanceOf(ServerState.Stopped.class);
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(failureOf(SiteSettings.local(folder.root(), other.getLocalPort())))
                    .isEqualTo(Kind.PORT_IN_USE);
        }
    }

    /** Each watch of the file system counts against a small limit of the user's, for every program. */
    @Test
    void aStartThatFailsLeavesNoWatchBehind() throws Exception {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "needs /proc");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            long before = watches();
            for (int i = 0; i < 10; i++) {
                assertThat(failureOf(SiteSettings.local(folder.root(), other.getLocalPort())))
                        .isEqualTo(Kind.PORT_IN_USE);
            }
            assertThat(watches()).isEqualTo(before);
        }
    }

    private static long watches() throws IOException {
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return descriptors.filter(StartStopTest::isWatch).count();
        }
    }

    private static boolean isWatch(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("inotify");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Test
    void aSecondSiteDoesNotStealTheFirstOnesPort() throws Exception {
        InetSocketAddress address = start(0);
        try (StaticServer second = new StaticServer(event -> {})) {
            StartException failure = catchThrowableOfType(StartException.class,
                    () -> second.start(TransportUnderTest.on(SiteSettings.local(folder.root(), address.getPort()))));
            assertThat(failure.failure().kind()).isEqualTo(Kind.PORT_IN_USE);
            assertThat(failure.failure().subject()).contains(String.valueOf(address.getPort()));
        }
        try (RawClient client = RawClient.connect(address)) {
            client.send(REQUEST).read().hasStatus(200);
        }
    }

    @Test
    void aMissingFolderIsNamed() {
        Path missing = folder.path("missing");
        assertThat(failureOf(SiteSettings.local(missing, 0))).isEqualTo(Kind.FOLDER_MISSING);
        assertThat(((ServerState.Failed) server.state()).failure().subject()).contains(missing.toString());
    }

    @Test
    void aFileIsNoFolder() {
        assertThat(failureOf(SiteSettings.local(folder.path("letters.txt"), 0))).isEqualTo(Kind.NOT_A_FOLDER);
    }

    @Test
    void anUnreadableFolderIsNamed() throws Exception {
        Path locked = folder.directory("locked");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(locked), "whoever runs this may read everything");
        assertThat(failureOf(SiteSettings.local(locked, 0))).isEqualTo(Kind.FOLDER_UNREADABLE);
    }

    @Test
    void anAddressOfAnotherComputerIsNamed() {
        SiteSettings settings = new SiteSettings(
                folder.root(), 0, InetAddress.ofLiteral("192.0.2.1"), SiteOptions.DEFAULT);
        assertThat(failureOf(settings)).isEqualTo(Kind.ADDRESS_NOT_AVAILABLE);
    }

    @Test
    void aFailedServerCanBeStarted() throws Exception {
        assertThat(failureOf(SiteSettings.local(folder.path("missing"), 0))).isEqualTo(Kind.FOLDER_MISSING);
        try (RawClient client = RawClient.connect(start(0))) {
            client.send(REQUEST).read().hasStatus(200);
        }
    }

    @Test
    void aFolderBehindALinkIsServed() throws Exception {
        Path link = folder.link("link", folder.directory("real"));
        folder.file("real/letters.txt", "real");
        InetSocketAddress address = start(SiteSettings.local(link, 0)).address();
        try (RawClient client = RawClient.connect(address)) {
            assertThat(client.send(REQUEST).read().hasStatus(200).text()).isEqualTo("real");
        }
    }

    @Test
    void afterStopTheFutureMeansThatEverythingIsClosed() throws Exception {
        InetSocketAddress address = start(0);
        try (RawClient idle = RawClient.connect(address)) {
            ConnectionOpened opened = recorder.opened(idle);
            idle.send(REQUEST).read().hasStatus(200);
            server.stop(Duration.ofSeconds(5)).get(10, TimeUnit.SECONDS);
            assertThat(recorder.all(ConnectionClosed.class)).anyMatch(event ->
                    event.connection() == opened.connection()
                            && event.reason() == CloseReason.SERVER_STOPPED);
        }
        assertThatThrownBy(() -> RawClient.connect(address)).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerInFlightIsFinishedWithinTheGrace() throws Exception {
        folder.sparse("big.bin", 16 << 20);
        InetSocketAddress address = start(0);
        try (RawClient slow = RawClient.connect(address, 4_096)) {
            slow.send(REQUEST.replace("letters.txt", "big.bin") + REQUEST).readHead().hasStatus(200);
            CompletableFuture<Void> stopped = server.stop(Duration.ofSeconds(10));
            slow.readExactly(16 << 20);
            slow.expectEof();
            slow.hangUp();
            stopped.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aReaderThatStallsIsCutWhenTheGraceIsOver() throws Exception {
        folder.sparse("huge.bin", 64 << 20);
        InetSocketAddress address = start(0);
        try (RawClient stalled = RawClient.connect(address, 4_096)) {
            ConnectionOpened opened = recorder.opened(stalled);
            stalled.send(REQUEST.replace("letters.txt", "huge.bin")).readHead().hasStatus(200);
            Instant begun = Instant.now();
            server.stop(Duration.ofMillis(300)).get(10, TimeUnit.SECONDS);
            assertThat(Duration.between(begun, Instant.now()))
                    .isBetween(Duration.ofMillis(250), Duration.ofSeconds(3));
            assertThat(recorder.finished(opened).outcome()).isEqualTo(Outcome.SERVER_CUT);
            assertThat(recorder.closed(opened).reason()).isEqualTo(CloseReason.SERVER_STOPPED);
        }
    }

    @Test
    void numbersGoOnCountingOverSeveralRuns() throws Exception {
        for (int run = 1; run <= 3; run++) {
            try (RawClient client = RawClient.connect(start(0))) {
                client.send(REQUEST).read().hasStatus(200);
                assertThat(recorder.opened(client).connection()).isEqualTo(run);
            }
            server.stop(Duration.ofSeconds(1)).get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void theFolderMayVanishWhileItIsServed() throws Exception {
        InetSocketAddress address = start(0);
        Files.delete(folder.path("letters.txt"));
        Files.delete(folder.root());
        try (RawClient client = RawClient.connect(address)) {
            client.send(REQUEST).read().hasStatus(404);
        }
    }

    @Test
    void aHalfSentRequestDoesNotHoldUpAStop() throws Exception {
        InetSocketAddress address = start(0);
        try (RawClient half = RawClient.connect(address)) {
            ConnectionOpened opened = recorder.opened(half);
            half.send(REQUEST + "GET / HT").read().hasStatus(200);
            recorder.finished(opened);
            Instant begun = Instant.now();
            server.stop(Duration.ofSeconds(8)).get(10, TimeUnit.SECONDS);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void theWholeNetworkIsServedButNotUnderAnyName() throws Exception {
        SiteSettings everywhere = new SiteSettings(
                folder.root(), 0, InetAddress.ofLiteral("0.0.0.0"), SiteOptions.DEFAULT);
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), start(everywhere).address()
                .getPort());
        try (RawClient client = RawClient.connect(address)) {
            client.send(REQUEST).read().hasStatus(200);
            client.send(REQUEST.replace("localhost", "127.0.0.1")).read().hasStatus(200);
        }
        try (RawClient client = RawClient.connect(address)) {
            client.send(REQUEST.replace("localhost", "evil.example")).read().hasStatus(403);
        }
    }

    @Test
    void theComputersOwnAddressIsServedWhenTheNetworkIs() throws Exception {
        List<InetAddress> own = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(candidate -> candidate instanceof Inet4Address && !candidate.isLoopbackAddress())
                .toList();
        assumeFalse(own.isEmpty(), "this computer is in no network");
        int port = start(new SiteSettings(
                folder.root(), 0, InetAddress.ofLiteral("0.0.0.0"), SiteOptions.DEFAULT)).address().getPort();
        String host = own.getFirst().getHostAddress() + ":" + port;
        try (RawClient client = RawClient.connect(new InetSocketAddress(own.getFirst(), port))) {
            client.send(REQUEST.replace("localhost", host)).read().hasStatus(200);
        }
    }

    @Test
    void version6OfTheInternetProtocolIsServed() throws Exception {
        SiteSettings settings =
                new SiteSettings(folder.root(), 0, InetAddress.ofLiteral("::1"), SiteOptions.DEFAULT);
        InetSocketAddress address;
        try {
            address = start(settings).address();
        } catch (StartException e) {
            assumeFalse(e.failure().kind() == Kind.ADDRESS_NOT_AVAILABLE, "this computer has no IPv6");
            throw e;
        }
        try (RawClient client = RawClient.connect(address)) {
            client.send(REQUEST.replace("localhost", "[::1]:" + address.getPort())).read().hasStatus(200);
        }
    }

    @Test
    void nothingStaysOpenAfterAStop() throws Exception {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "only Linux tells which descriptors are open");
        folder.sparse("huge.bin", 64 << 20);
        runOnce();
        List<String> before = descriptors();
        for (int round = 0; round < 10; round++) {
            runOnce();
        }
        assertThat(descriptors()).hasSizeLessThanOrEqualTo(before.size() + 2);
    }

    /** Serves every kind of answer, one of them unfinished, and stops. */
    private void runOnce() throws Exception {
        InetSocketAddress address = start(0);
        try (RawClient client = RawClient.connect(address); RawClient stalled = RawClient.connect(address,
                4_096)) {
            for (String target : List.of("letters.txt", "letters.txt", "", "missing")) {
                client.send(REQUEST.replace("letters.txt", target)).read().hasStatusIn(200, 404);
            }
            stalled.send(REQUEST.replace("letters.txt", "huge.bin")).readHead().hasStatus(200);
            server.stop(Duration.ZERO).get(10, TimeUnit.SECONDS);
        }
    }

    private static List<String> descriptors() throws IOException {
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.map(Path::toString).toList();
        }
    }
}
