package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.porthole.server.ServerState;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StartException;
import dev.porthole.server.StartFailure;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.ConnectionClosed;
import dev.porthole.server.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In what transports differ most, each does the same; those that this computer has not are left out. */
class EveryTransportTest {

    private static final int LARGE = 4 << 20;
    private static final long GIB = 1L << 30;

    private static final int VISITORS = 300;

    private final CountDownLatch closed = new CountDownLatch(VISITORS);
    private final StaticServer server = new StaticServer(event -> {
        if (event instanceof ConnectionClosed) {
            closed.countDown();
        }
    });
    private ServedFolder folder;

    @BeforeEach
    void createFolder() throws IOException {
        folder = new ServedFolder();
        folder.letters();
    }

    @AfterEach
    void stopAndDelete() throws IOException {
        server.close();
        folder.close();
    }

    private InetSocketAddress start(Transport transport) throws StartException {
        ServerState.Running running =
                server.start(SiteSettings.local(folder.root(), 0).with(TransportUnderTest.assumeWorks(transport)));
        assertThat(running.transport()).isEqualTo(transport);
        return running.address();
    }

    private RawClient connect(Transport transport, int receiveBuffer) throws Exception {
        return RawClient.connect(start(transport), receiveBuffer);
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    @ParameterizedTest
    @EnumSource
    void whatWasWrittenBeforeIsServed(Transport transport) throws Exception {
        Path file = folder.file("fresh.txt", "0");
        try (RawClient client = connect(transport, 65_536)) {
            for (int i = 1; i <= 20; i++) {
                // Once it has its validators, it comes from memory.
                while (!client.send(get("/fresh.txt")).read().hasStatus(200).has("ETag")) {
                    Thread.onSpinWait();
                }
                client.send(get("/fresh.txt")).read().hasStatus(200);
                Files.writeString(file, String.valueOf(i));
                assertThat(client.send(get("/fresh.txt")).read().text()).isEqualTo(String.valueOf(i));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyWhoLeftWithoutWaitingIsKept(Transport transport) throws Exception {
        InetSocketAddress address = start(transport);
        for (int i = 0; i < VISITORS; i++) {
            try (RawClient client = RawClient.connect(address)) {
                client.send(i % 3 == 0 ? "GET / HT" : get("/letters.txt"));
                if (i % 2 == 0) {
                    client.reset();
                }
            }
        }
        assertThat(closed.await(5, TimeUnit.SECONDS)).as("all but %d were let go", closed.getCount()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aSlowReaderWhoHasFinishedSendingGetsAll(Transport transport) throws Exception {
        byte[] content = folder.noise("large.bin", LARGE);
        try (RawClient client = connect(transport, 4_096)) {
            client.send(get("/large.bin")).finishSending();
            client.readHead().hasStatus(200);
            assertThat(Arrays.equals(client.readExactly(LARGE), content)).isTrue();
            client.expectEof();
        }
    }

    @ParameterizedTest
    @EnumSource
    void placesBeyondTheReachOf32BitsAreFound(Transport transport) throws Exception {
        Path huge = folder.sparse("huge.bin", 5 * GIB);
        folder.mark(huge, 2 * GIB + 100, "two-gig");
        folder.mark(huge, 4 * GIB + 100, "four-gig");
        try (RawClient client = connect(transport, 65_536)) {
            for (long at : new long[] {2 * GIB + 100, 4 * GIB + 100}) {
                // More than what is held back, so that it goes the way of large content.
                String range = "\r\nRange: bytes=" + at + "-" + (at + 99_999) + "\r\n\r\n";
                client.send(get("/huge.bin").replace("\r\n\r\n", range));
                client.readHead().hasStatus(206);
                assertThat(new String(client.readExactly(100_000), US_ASCII)).contains("-gig")
                        .startsWith(at > 4 * GIB ? "four" : "two");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsNotThereIsNamed(Transport transport) {
        assumeFalse(transport.isAvailable(), transport.label() + " works here");
        SiteSettings settings = SiteSettings.local(folder.root(), 0).with(transport);
        StartException failure = catchThrowableOfType(StartException.class, () -> server.start(settings));
        assertThat(failure.failure().kind()).isEqualTo(StartFailure.Kind.OTHER);
        assertThat(failure.failure().detail()).startsWith(transport.label() + ": ");
        assertThat(server.state()).isEqualTo(new ServerState.Failed(failure.failure()));
    }
}
