package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.conditions.Fault;
import dev.porthole.server.conditions.Fault.Cut;
import dev.porthole.server.conditions.Fault.Delay;
import dev.porthole.server.conditions.Fault.Hang;
import dev.porthole.server.conditions.Fault.Status;
import dev.porthole.server.conditions.FaultRule;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong on purpose goes wrong as it should, and is told as what it is. */
class FaultTest {

    private static byte[] large;

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.letters();
        folder.file("ü.txt", "ü");
        folder.noise("small.bin", 1_000);
        large = folder.noise("large.bin", 3_000_000);
    });

    @AfterEach
    void mend() {
        SITE.conditions().clear();
    }

    private static String fault(String path, Fault fault) {
        FaultRule rule = new FaultRule(path, fault);
        SITE.conditions().setFaults(List.of(rule));
        return rule.toString();
    }

    @Test
    @DisplayName("fault.status: an error instead of the file, also of one that comes from memory")
    void aStatusInsteadOfTheFile() throws Exception {
        SITE.strongTag("/letters.txt");
        SITE.get("/letters.txt").hasStatus(200);
        String rule = fault("/letters.*", new Status(503, Duration.ofSeconds(7)));
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            RawResponse answer = client.send(SITE.request("GET", "/letters.txt?q")).read().hasStatus(503);
            assertThat(answer.header("Retry-After")).isEqualTo("7");
            assertThat(answer.text()).contains("503");
            ResponseFinished finished = SITE.recorder().finished(opened);
            assertThat(finished.why()).isEqualTo(Why.of(Rule.FAULT_STATUS, rule));
            assertThat(finished.impairment().fault()).isEqualTo(rule);
            assertThat(finished.outcome()).isEqualTo(Outcome.COMPLETE);
            SITE.conditions().clear();
            client.send(SITE.request("GET", "/letters.txt")).read().hasStatus(200);
        }
    }

    @Test
    @DisplayName("fault.path: only the paths that are meant, decoded")
    void onlyThePathsThatAreMeant() throws Exception {
        fault("/ü*", new Status(500, null));
        SITE.get("/%C3%BC.txt").hasStatus(500);
        SITE.get("/%75.txt").hasStatus(404);
        fault("*", new Status(418, null));
        SITE.get("/").hasStatus(418);
        assertThat(SITE.get("/.porthole/nothing").status()).as("the server's own pages").isNotEqualTo(418);
    }

    @Test
    @DisplayName("fault.turn: every second request")
    void everySecondRequest() throws Exception {
        SITE.conditions().setFaults(List.of(new FaultRule("*", new Status(500, null), 2, false)));
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/letters.txt").repeat(4));
            client.read().hasStatus(500);
            client.read().hasStatus(200);
            client.read().hasStatus(500);
            client.read().hasStatus(200);
        }
    }

    @Test
    @DisplayName("fault.delay: the same answer later, and the log tells why")
    void theSameAnswerLater() throws Exception {
        String rule = fault("/large.bin", new Delay(Duration.ofMillis(200)));
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            long begun = System.nanoTime();
            client.send(SITE.request("GET", "/large.bin"));
            assertThat(Arrays.equals(client.read().hasStatus(200).body(), large)).isTrue();
            assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
            ResponseFinished finished = SITE.recorder().finished(opened);
            assertThat(finished.why().rule()).isEqualTo(Rule.FILE);
            assertThat(finished.impairment().fault()).isEqualTo(rule);
            assertThat(finished.timing().heldNanos()).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(199));
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    @DisplayName("fault.hang: nothing comes, and who leaves is let go at once")
    void whoLeavesIsLetGo(boolean hang) throws Exception {
        String rule = fault("*", hang ? new Hang() : new Delay(Fault.LONGEST));
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/letters.txt"));
            SITE.recorder().await(RequestReceived.class, event -> event.connection() == opened.connection());
            client.reset();
            ResponseFinished finished = SITE.recorder().finished(opened);
            assertThat(finished.why()).isEqualTo(Why.of(Rule.FAULT_NO_ANSWER, rule));
            assertThat(finished.status()).isEqualTo(444);
            assertThat(finished.sentBytes()).isZero();
            assertThat(finished.outcome()).isEqualTo(Outcome.CLIENT_LEFT);
            assertThat(SITE.recorder().closed(opened).reason()).isEqualTo(CloseReason.CLIENT_RESET);
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    @DisplayName("fault.hang: who closes the connection has left, before or after the request was read")
    void whoClosesHasLeft(boolean atOnce) throws Exception {
        String rule = fault("*", new Hang());
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/letters.txt"));
            if (!atOnce) {
                SITE.recorder().await(RequestReceived.class, event -> event.connection() == opened.connection());
            }
            client.finishSending();
            ResponseFinished finished = SITE.recorder().finished(opened);
            assertThat(finished.why()).isEqualTo(Why.of(Rule.FAULT_NO_ANSWER, rule));
            assertThat(finished.outcome()).isEqualTo(Outcome.CLIENT_LEFT);
            assertThat(SITE.recorder().closed(opened).reason()).isEqualTo(CloseReason.CLIENT_CLOSED);
        }
    }

    @Test
    @DisplayName("fault.hang: a server that stops waits for nothing")
    void aServerThatStopsWaitsForNothing() throws Exception {
        Recorder recorder = new Recorder();
        try (StaticServer server = new StaticServer(recorder)) {
            server.conditions().setFaults(List.of(new FaultRule("*", new Hang())));
            var running = server.start(TransportUnderTest.on(SiteSettings.local(SITE.folder().root(), 0)));
            try (RawClient client = RawClient.connect(running.address())) {
                ConnectionOpened opened = recorder.opened(client);
                client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
                recorder.await(RequestReceived.class, event -> event.connection() == opened.connection());
                server.stop(Duration.ofSeconds(60));
                assertThat(recorder.closed(opened).reason()).isEqualTo(CloseReason.SERVER_STOPPED);
                client.expectEof();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/large.bin, 50, true, 1500000", "/large.bin, 10000, false, 10000", "/small.bin, 50, true, 500",
        "/small.bin, 0, true, 0", "/letters.txt, 1, false, 1", "/none, 10, false, 10"})
    @DisplayName("fault.cut: exactly so much of the body, then the end")
    void exactlySoMuchOfTheBody(String target, long amount, boolean ofHundred, int left) throws Exception {
        byte[] whole = SITE.get(target).body();
        String rule = fault("*", new Cut(amount, ofHundred));
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", target).repeat(2));
            RawResponse head = client.readHead();
            assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(whole.length));
            assertThat(head.announcesClose()).isFalse();
            assertThat(client.readToEof()).isEqualTo(Arrays.copyOf(whole, left));
            ResponseFinished finished = SITE.recorder().finished(opened);
            assertThat(finished.outcome()).isEqualTo(Outcome.CUT_ON_PURPOSE);
            assertThat(finished.bodyBytes()).isEqualTo(left);
            assertThat(finished.impairment().fault()).isEqualTo(rule);
            client.hangUp();
            assertThat(SITE.recorder().closed(opened).reason()).isEqualTo(CloseReason.FAULT_CUT);
        }
    }

    @Test
    @DisplayName("fault.cut: ranges are cut where all that is sent of them is")
    void rangesAreCut() throws Exception {
        String ranges = "Range: bytes=0-999,2000000-2000999";
        RawResponse uncut = SITE.get("/large.bin", ranges).hasStatus(206);
        String boundary = uncut.header("Content-Type").replaceFirst(".*boundary=", "");
        for (int left : new int[] {50, 1_000, 1_200, 2_100, uncut.body().length - 3}) {
            fault("*", new Cut(left, false));
            try (RawClient client = SITE.connect()) {
                RawResponse head = client.send(SITE.request("GET", "/large.bin", ranges)).readHead().hasStatus(206);
                String own = head.header("Content-Type").replaceFirst(".*boundary=", "");
                String expected = new String(uncut.body(), java.nio.charset.StandardCharsets.ISO_8859_1)
                        .replace(boundary, own).substring(0, left);
                assertThat(new String(client.readToEof(), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    @DisplayName("fault.cut: what has no body, or a short one, is whole")
    void whatHasNoBodyIsWhole() throws Exception {
        String tag = SITE.strongTag("/small.bin");
        fault("*", new Cut(1_000, false));
        try (RawClient client = SITE.connect()) {
            client.send(SITE.request("GET", "/small.bin", "If-None-Match: " + tag)).read().hasStatus(304);
            client.send(SITE.request("HEAD", "/small.bin")).readAnswerTo("HEAD").hasStatus(200);
            assertThat(client.send(SITE.request("GET", "/small.bin")).read().hasStatus(200).body()).hasSize(1_000);
            assertThat(client.send(SITE.request("GET", "/ü.txt".replace("ü", "%C3%BC"))).read().body())
                    .isEqualTo("ü".getBytes(UTF_8));
        }
    }
}
