package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Timing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the server says that the time went, when a client is the one who takes it. */
class TimingTest {

    /** Much longer than the server takes to fill every buffer on the way. */
    private static final long NOT_READING_NANOS = Duration.ofMillis(300).toNanos();

    @RegisterExtension
    static final Site SITE = Site.serving(folder -> {
        folder.letters();
        folder.sparse("large.bin", 24 << 20);
        folder.noise("page.bin", 100_000);
    });

    private static List<ResponseFinished> finished(ConnectionOpened opened, int requests) throws Exception {
        RequestReceived last = SITE.recorder().await(RequestReceived.class, event ->
                event.connection() == opened.connection() && event.numberOnConnection() == requests);
        SITE.recorder().await(ResponseFinished.class, event -> event.number() == last.number());
        return SITE.recorder().all(ResponseFinished.class).stream()
                .filter(event -> event.connection() == opened.connection())
                .toList();
    }

    /** Does something else than to read; returns how long, in nanoseconds. */
    private static long doNotRead() throws Exception {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < NOT_READING_NANOS) {
            SITE.get("/letters.txt").hasStatus(200);
        }
        return System.nanoTime() - begun;
    }

    private static void readRest(RawClient client, int requests) throws Exception {
        for (int i = 0; i < requests; i++) {
            client.read().hasStatusIn(200, 206);
        }
    }

    @Test
    @DisplayName("events.timing: a client that does not read blocks, and who asks behind that waits in a queue")
    void aSlowReaderIsSeenAsBlockedAndTheNextRequestAsQueued() throws Exception {
        try (RawClient client = RawClient.connect(SITE.address(), 4_096)) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/large.bin") + SITE.request("GET", "/letters.txt", "Range: bytes=0-1"));
            RawResponse head = client.readHead().hasStatus(200);
            long nanos = doNotRead();
            client.readExactly(Long.parseLong(head.header("Content-Length")));
            client.read().hasStatus(206);

            List<ResponseFinished> answers = finished(opened, 2);
            Timing large = answers.get(0).timing();
            assertThat(large.blockedNanos()).isGreaterThan(nanos / 2);
            assertThat(large.totalNanos()).isGreaterThan(nanos);
            assertThat(List.of(large.queueNanos(), large.receiveNanos(), large.findNanos(), large.writeNanos()))
                    .allSatisfy(part -> assertThat(part).isBetween(0L, nanos));
            Timing next = answers.get(1).timing();
            assertThat(next.queueNanos()).isGreaterThan(nanos / 2);
            assertThat(next.blockedNanos()).isZero();
        }
    }

    @Test
    @DisplayName("events.timing: a request is queued from when it came, not from when the one before it came")
    void aRequestIsQueuedFromWhenItCame() throws Exception {
        try (RawClient client = RawClient.connect(SITE.address(), 4_096)) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/large.bin"));
            RawResponse head = client.readHead().hasStatus(200);
            client.send(SITE.request("GET", "/letters.txt", "Range: bytes=0-1"));
            long nanos = doNotRead();
            long sentLast = System.nanoTime();
            client.send(SITE.request("GET", "/letters.txt", "Range: bytes=2-3"));
            client.readExactly(Long.parseLong(head.header("Content-Length")));
            readRest(client, 2);
            long untilRead = System.nanoTime() - sentLast;

            List<ResponseFinished> answers = finished(opened, 3);
            assertThat(answers.get(1).timing().queueNanos()).isGreaterThan(nanos / 2);
            assertThat(answers.get(2).timing().queueNanos()).isLessThan(untilRead);
        }
    }

    @Test
    @DisplayName("events.timing: answers from memory are blocked, too")
    void answersFromMemoryAreSeenAsBlocked() throws Exception {
        int requests = 60;
        SITE.strongTag("/page.bin");
        SITE.get("/page.bin").hasStatus(200);
        try (RawClient client = RawClient.connect(SITE.address(), 4_096)) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/page.bin").repeat(requests));
            RawResponse head = client.readHead().hasStatus(200);
            long nanos = doNotRead();
            client.readExactly(Long.parseLong(head.header("Content-Length")));
            readRest(client, requests - 1);

            assertThat(finished(opened, requests))
                    .allSatisfy(answer -> assertThat(answer.timing().writeNanos()).isNotNegative())
                    .anySatisfy(answer -> assertThat(answer.timing().blockedNanos()).isGreaterThan(nanos / 2));
        }
    }

    @Test
    @DisplayName("events.timing: nobody waits where all is read at once")
    void nobodyIsBlockedByAClientThatReads() throws Exception {
        try (RawClient client = SITE.connect()) {
            ConnectionOpened opened = SITE.recorder().opened(client);
            client.send(SITE.request("GET", "/letters.txt", "Range: bytes=0-1")).read().hasStatus(206);
            assertThat(finished(opened, 1)).singleElement().satisfies(answer -> {
                assertThat(answer.timing().blockedNanos()).isZero();
                assertThat(answer.timing().findNanos()).isPositive();
            });
        }
    }
}
