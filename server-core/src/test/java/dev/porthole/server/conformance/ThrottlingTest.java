package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.server.conditions.NetworkProfile;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.Impairment;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.http.HttpLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two devices: one whose network seems to be slow, and one that must not feel it. */
class ThrottlingTest {

    private static final InetAddress SLOW = InetAddress.ofLiteral("127.0.0.2");
    private static final NetworkProfile LAN =
            new NetworkProfile("LAN", 200_000_000, 200_000_000, Duration.ofMillis(4));
    private static final int LARGE = 6 << 20;

    private static byte[] large;

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.letters();
        large = folder.noise("large.bin", LARGE);
        folder.noise("page.bin", 100_000);
    });

    @RegisterExtension
    static final Site IMPATIENT = Site.serving(folder -> {
        folder.noise("page.bin", 60_000);
        folder.sparse("large.bin", 20 << 20);
    }).with(HttpLimits.DEFAULT.withTimes(
            Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofSeconds(15),
            Duration.ofMillis(400), Duration.ofSeconds(5)));

    @BeforeAll
    static void hasAnotherAddress() {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(SLOW, 0));
        } catch (java.io.IOException none) {
            assumeTrue(false, "this computer has one loopback address only");
        }
    }

    @AfterEach
    void letGo() {
        SITE.conditions().clear();
        IMPATIENT.conditions().clear();
    }

    private static ResponseFinished finished(ConnectionOpened opened) throws Exception {
        return SITE.recorder().finished(opened);
    }

    @Test
    @DisplayName("net.throttle: whatever is asked for arrives whole and in order")
    void everythingArrivesWholeAndInOrder() throws Exception {
        SITE.conditions().throttle(LAN);
        SITE.strongTag("/page.bin");
        byte[] page = SITE.get("/page.bin").hasStatus(200).body();
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/large.bin") + SITE.request("HEAD", "/large.bin")
                    + SITE.request("GET", "/large.bin", "Range: bytes=5000000-5099999")
                    + SITE.request("GET", "/page.bin").repeat(20)
                    + SITE.request("GET", "/letters.txt"));
            assertThat(Arrays.equals(client.read().hasStatus(200).body(), large)).isTrue();
            client.readAnswerTo("HEAD").hasStatus(200);
            assertThat(client.read().hasStatus(206).body())
                    .isEqualTo(Arrays.copyOfRange(large, 5_000_000, 5_100_000));
            for (int i = 0; i < 20; i++) {
                assertThat(client.read().hasStatus(200).body()).isEqualTo(page);
            }
            assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
        }
    }

    @Test
    @DisplayName("net.throttle: the log tells which network it was, and how long that took")
    void theLogTellsTheNetwork() throws Exception {
        SITE.conditions().throttle(LAN);
        SITE.strongTag("/page.bin");
        SITE.get("/page.bin").hasStatus(200);
        for (String target : List.of("/large.bin", "/page.bin")) {
            try (RawClient client = SITE.connect()) {
                ConnectionOpened opened = SITE.recorder().opened(client);
                client.send(SITE.request("GET", target)).read().hasStatus(200);
                ResponseFinished answer = finished(opened);
                assertThat(answer.impairment()).isEqualTo(new Impairment("LAN", ""));
                assertThat(answer.timing().heldNanos()).as(target).isGreaterThan(LAN.roundTrip().toNanos());
            }
        }
        SITE.conditions().clear();
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/page.bin")).read().hasStatus(200);
            assertThat(finished(opened).impairment()).isEqualTo(Impairment.NONE);
            assertThat(finished(opened).timing().heldNanos()).isZero();
        }
    }

    @Test
    @DisplayName("net.throttle: one device's network is nobody else's")
    void oneDeviceDoesNotSlowAnother() throws Exception {
        SITE.conditions().throttle(SLOW, NetworkProfile.EDGE);
        try (RawClient slow = RawClient.connectFrom(SLOW, SITE.address())) {
            ConnectionOpened opened = SITE.recorder().opened(slow);
            slow.send(SITE.request("GET", "/large.bin")).readHead().hasStatus(200);
            for (int i = 0; i < 5; i++) {
                SITE.get("/large.bin").hasStatus(200);
            }
            assertThat(SITE.recorder().all(ResponseFinished.class))
                    .noneMatch(event -> event.connection() == opened.connection());
            SITE.conditions().throttleAsEveryone(SLOW);
            assertThat(Arrays.equals(slow.readExactly(LARGE), large)).as("let go at once").isTrue();
        }
    }

    @Test
    @DisplayName("net.throttle: an open connection is held back from now on")
    void anOpenConnectionIsHeldBack() throws Exception {
        try (RawClient client = RawClient.connectFrom(SLOW, SITE.address())) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/letters.txt")).read().hasStatus(200);
            SITE.conditions().throttle(SLOW, LAN);
            client.send(SITE.request("GET", "/large.bin")).read().hasStatus(200);
            ResponseFinished second = SITE.recorder().await(ResponseFinished.class,
                    event -> event.connection() == opened.connection() && event.bodyBytes() == LARGE);
            assertThat(second.impairment().network()).isEqualTo("LAN");
            assertThat(second.timing().heldNanos()).isPositive();
        }
    }

    @Test
    @DisplayName("net.throttle: who has finished sending gets the answer, and the end")
    void whoHasFinishedSendingGetsTheAnswer() throws Exception {
        SITE.conditions().throttle(LAN);
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/letters.txt")).finishSending();
            assertThat(client.read().hasStatus(200).text()).isEqualTo(ServedFolder.LETTERS);
            client.expectEof();
        }
    }

    @Test
    @DisplayName("net.throttle: who is held back has not stalled, and who stalls is still found out")
    void heldBackIsNotStalled() throws Exception {
        IMPATIENT.conditions().throttle(new NetworkProfile("slow", 200_000, 0, Duration.ZERO));
        assertThat(IMPATIENT.get("/page.bin").hasStatus(200).body()).hasSize(60_000);
        IMPATIENT.conditions().throttle(LAN);
        try (RawClient client = RawClient.connect(IMPATIENT.address(), 4_096)) {
            ConnectionOpened opened = IMPATIENT.recorder().opened(client);
            client.send(IMPATIENT.request("GET", "/large.bin"));
            assertThat(IMPATIENT.recorder().closed(opened).reason()).isEqualTo(CloseReason.READER_STALLED);
        }
    }
}
