package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.http.HttpLimits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow, on purpose or not. The server of this class is impatient. */
class TimeoutTest {

    private static final Duration FIRST_BYTE = Duration.ofMillis(300);
    private static final Duration HEAD = Duration.ofMillis(400);
    private static final Duration BODY = Duration.ofMillis(400);
    private static final Duration IDLE = Duration.ofMillis(600);
    private static final Duration STALL = Duration.ofMillis(600);
    private static final Duration LINGER = Duration.ofMillis(300);
    private static final Duration LATE = Duration.ofSeconds(3);

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.letters();
        folder.sparse("huge.bin", 64 << 20);
    }).with(HttpLimits.DEFAULT.withTimes(FIRST_BYTE, HEAD, BODY, IDLE, STALL, LINGER));

    @Test
    @DisplayName("timeout.first-byte")
    void aSilentClientIsLetGo() throws Exception {
        try (RawClient client = SITE.connect()) {
            Instant begun = Instant.now();
            ConnectionOpened opened = SITE.recorder().opened(client);
            assertThat(client.readAll()).allSatisfy(answer -> answer.hasStatus(408));
            assertThat(Duration.between(begun, Instant.now())).isBetween(FIRST_BYTE.minusMillis(100), LATE);
            assertThat(SITE.recorder().closed(opened).reason()).isEqualTo(CloseReason.FIRST_BYTE_TIMEOUT);
        }
    }

    @ParameterizedTest(name = "rob.slowloris-header: {0}")
    @ValueSource(strings = {"X-A: 1\r\n", "x"})
    void aDrippingHeadIsCutOff(String drop) throws Exception {
        try (RawClient client = SITE.connect()) {
            Instant begun = Instant.now();
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send("GET /letters.txt HTTP/1.1\r\nHost: localhost\r\n");
            // Listening for a moment instead of sleeping: the server may speak up at any time.
            boolean cut = false;
            while (!cut && Duration.between(begun, Instant.now()).compareTo(LATE) < 0) {
                cut = !client.offer(drop.getBytes(US_ASCII)) || client.listen(40) != 0;
            }
            assertThat(cut).as("cut within %s", LATE).isTrue();
            assertThat(SITE.recorder().closed(opened).reason()).isEqualTo(CloseReason.REQUEST_TIMEOUT);
            assertThat(SITE.recorder().finished(opened).status()).isEqualTo(408);
        }
    }

    @Test
    @DisplayName("timeout.head: 408 is readable")
    void aSlowClientIsToldWhy() throws Exception {
        try (RawClient client = SITE.connect()) {
            RawResponse response = client.send("GET /letters.txt HTT").read().hasStatus(408);
            assertThat(response.announcesClose()).isTrue();
            client.expectEof();
        }
    }

    @Test
    @DisplayName("timeout.body")
    void aBodyThatNeverComesIsNotWaitedFor() throws Exception {
        try (RawClient client = SITE.connect()) {
            Instant begun = Instant.now();
            client.send(SITE.request("GET", "/letters.txt", "Content-Length: 1000"));
            boolean ended = false;
            int answered = 0;
            while (!ended && Duration.between(begun, Instant.now()).compareTo(LATE) < 0) {
                int heard = client.offer(new byte[] {'x'}) ? client.listen(40) : -1;
                answered += Math.max(0, heard);
                ended = heard < 0;
            }
            assertThat(ended).as("ended within %s, after %d bytes of answer", LATE, answered).isTrue();
        }
    }

    @Test
    @DisplayName("conn.idle-timeout")
    void anIdleConnectionIsClosedInGoodOrder() throws Exception {
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/letters.txt")).read().hasStatus(200);
            Instant begun = Instant.now();
            client.expectEof();
            assertThat(Duration.between(begun, Instant.now())).isBetween(IDLE.minusMillis(100), LATE);
            assertThat(SITE.recorder().closed(opened).reason()).isEqualTo(CloseReason.IDLE_TIMEOUT);
        }
    }

    @Test
    @DisplayName("conn.idle-timeout: begins again with each request")
    void aBusyConnectionIsNotIdle() throws Exception {
        try (RawClient client = SITE.connect()) {
            Instant end = Instant.now().plus(IDLE.multipliedBy(2));
            while (Instant.now().isBefore(end)) {
                client.send(SITE.request("GET", "/letters.txt")).read().hasStatus(200);
                assertThat(client.listen((int) IDLE.toMillis() / 4)).isZero();
            }
        }
    }

    @Test
    @DisplayName("timeout.stalled-reader")
    void aReaderThatStopsReadingIsCutOff() throws Exception {
        try (RawClient client = RawClient.connect(SITE.address(), 4_096)) {
            Instant begun = Instant.now();
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/huge.bin"));
            ResponseFinished finished = SITE.recorder().finished(opened);
            assertThat(finished.outcome()).isEqualTo(Outcome.SERVER_CUT);
            assertThat(finished.bodyBytes()).isLessThan(64 << 20);
            assertThat(SITE.recorder().closed(opened).reason()).isEqualTo(CloseReason.READER_STALLED);
            assertThat(Duration.between(begun, Instant.now()))
                    .isBetween(STALL.minusMillis(100), LATE.plus(LATE));
            assertThat(client.readToEnd(64 << 20)).isEqualTo(RawClient.End.RESET);
        }
    }

    @Test
    @DisplayName("timeout.slow-reader")
    void aReaderThatIsMerelySlowIsServed() throws Exception {
        try (RawClient client = RawClient.connect(SITE.address(), 4_096)) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/huge.bin"));
            client.readHead().hasStatus(200);
            Instant end = Instant.now().plus(STALL.multipliedBy(3));
            while (Instant.now().isBefore(end)) {
                client.readExactly(16_384);
                pause(Duration.ofMillis(20));
            }
            client.reset();
            assertThat(SITE.recorder().closed(opened).reason()).isEqualTo(CloseReason.CLIENT_RESET);
        }
    }

    /** Being slow is what these clients do; there is nothing to wait for. */
    private static void pause(Duration time) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    @DisplayName("timeout.linger: after a refusal")
    void aClientThatNeverHangsUpIsHungUpOn() throws Exception {
        for (String request : List.of("nonsense\r\n\r\n", SITE.request("GET", "/", "Connection: close"))) {
            try (RawClient client = SITE.connect()) {
                ConnectionOpened opened = SITE.recorder().opened(client);
                client.send(request).read();
                Instant begun = Instant.now();
                client.expectEof();
                SITE.recorder().closed(opened);
                assertThat(Duration.between(begun, Instant.now())).isLessThan(LATE);
            }
        }
    }

    @Test
    @DisplayName("timeout.linger: a client that goes on sending")
    void aClientThatTalksOnForEverIsCutOff() throws Exception {
        try (RawClient client = SITE.connect()) {
            client.send("nonsense\r\n\r\n");
            Instant begun = Instant.now();
            byte[] more = new byte[1_000];
            boolean cut = false;
            while (!cut && Duration.between(begun, Instant.now()).compareTo(LATE.plus(LATE)) < 0) {
                cut = !client.offer(more);
                client.listen(1);
            }
            assertThat(cut).as("cut off").isTrue();
        }
    }

    @Test
    @DisplayName("timeout.leading-crlf: a drip of empty lines is no request")
    void emptyLinesDoNotKeepAConnectionAlive() throws IOException {
        try (RawClient client = SITE.connect()) {
            Instant begun = Instant.now();
            boolean cut = false;
            while (!cut && Duration.between(begun, Instant.now()).compareTo(LATE) < 0) {
                cut = !client.offer(new byte[] {'\r', '\n'}) || client.listen(40) != 0;
            }
            assertThat(cut).as("cut off").isTrue();
        }
    }

    @Test
    @DisplayName("timeout.continue")
    void aClientThatIsToldToGoOnAndDoesNotIsLetGo() throws Exception {
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/letters.txt", "Expect: 100-continue", "Content-Length: 5"));
            client.readHead().hasStatus(100);
            Instant begun = Instant.now();
            client.readAll();
            assertThat(Duration.between(begun, Instant.now())).isLessThan(LATE);
            SITE.recorder().closed(opened);
        }
    }
}
