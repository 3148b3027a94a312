package dev.porthole.server.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounded memory of a server: what it may forget, and what it may not. */
class EventLogTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final InetSocketAddress CLIENT =
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 50_000);

    private static ConnectionOpened opened(long connection) {
        return new ConnectionOpened(connection, NOW, CLIENT);
    }

    private static ConnectionClosed closed(long connection) {
        return new ConnectionClosed(connection, NOW.plusSeconds(9), CloseReason.CLIENT_CLOSED);
    }

    private static RequestReceived received(long number, long connection, int place, String head) {
        return new RequestReceived(
                number, connection, place, NOW, "GET", "/" + number, "HTTP/1.1", head);
    }

    private static RequestReceived received(long number) {
        return received(number, 1, (int) number, "head");
    }

    private static ResponseFinished finished(long number, long connection, int status, long nanos) {
        return new ResponseFinished(number, connection, NOW.plusMillis(5), status, Why.of(Rule.FILE), "f",
                "text/plain",
                10, 110, "response", new Timing(nanos, 0, 0), ResponseFinished.Outcome.COMPLETE);
    }

    private static ResponseFinished finished(long number, int status) {
        return finished(number, 1, status, 1_000);
    }

    private static List<Long> numbers(List<Exchange> exchanges) {
        return exchanges.stream().map(Exchange::number).toList();
    }

    @Test
    void anEmptyLogIsEmpty() {
        EventLog log = new EventLog();
        assertThat(log.capacity()).isEqualTo(EventLog.DEFAULT_ROWS);
        assertThat(log.newestNumber()).isZero();
        assertThat(log.oldestNumber()).isEqualTo(1);
        assertThat(log.exchangesFrom(1, 10)).isEmpty();
        assertThat(log.connections()).isEmpty();
        assertThat(log.latencyNanos(99)).isZero();
        assertThat(log.lastAcceptPause()).isNull();
        assertThat(log.counters()).isEqualTo(new Counters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void aLogOfNoRowsIsRefused() {
        assertThatThrownBy(() -> new EventLog(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventLog(1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Else a client could fill the memory with long requests, of which a hundred thousand are kept. */
    @Test
    void ofVeryLongTextsTheBeginningIsKept() {
        EventLog log = new EventLog(10, 1_000);
        String text = "x".repeat(EventLog.LONGEST_TEXT + 1);
        log.accept(opened(1));
        log.accept(new RequestReceived(1, 1, 1, NOW, text, "/" + text, text, "head"));
        ResponseFinished answer = finished(1, 412);
        log.accept(new ResponseFinished(1, 1, NOW, 412, Why.of(Rule.FILE, text), "f", "text/plain", 10, 110,
                "response", answer.timing(), answer.outcome()));
        Exchange exchange = log.exchange(1);
        assertThat(exchange.request().target())
                .hasSize(EventLog.LONGEST_TEXT).startsWith("/xxx").endsWith("…");
        assertThat(exchange.request().method()).hasSize(EventLog.LONGEST_TEXT);
        assertThat(exchange.request().version()).hasSize(EventLog.LONGEST_TEXT);
        assertThat(exchange.response().why().detail()).hasSize(EventLog.LONGEST_TEXT);
    }

    @Test
    void aRequestMeetsItsAnswer() {
        EventLog log = new EventLog(10, 1_000);
        RequestReceived request = received(1);
        log.accept(request);
        assertThat(log.exchange(1)).isEqualTo(new Exchange(null, request, null));
        assertThat(log.isFinished(1)).isFalse();
        ResponseFinished response = finished(1, 200);
        log.accept(response);
        assertThat(log.exchange(1)).isEqualTo(new Exchange(null, request, response));
        assertThat(log.isFinished(1)).isTrue();
        assertThat(log.isFinished(2)).isFalse();
    }

    @Test
    void theNewestRowsAreKeptAndTheDroppedOnesCounted() {
        EventLog log = new EventLog(10, 100_000);
        for (int number = 1; number <= 25; number++) {
            log.accept(received(number));
            log.accept(finished(number, 200));
        }
        assertThat(log.newestNumber()).isEqualTo(25);
        assertThat(log.oldestNumber()).isEqualTo(16);
        assertThat(log.counters().droppedRows()).isEqualTo(15);
        assertThat(log.counters().requests()).isEqualTo(25);
        assertThat(log.counters().responses()).isEqualTo(25);
        assertThat(log.exchange(15)).isNull();
        assertThat(log.exchange(16).number()).isEqualTo(16);
        assertThat(log.exchange(26)).isNull();
        assertThat(log.exchange(0)).isNull();
        assertThat(log.exchange(-10)).isNull();
        assertThat(numbers(log.exchangesFrom(1, 100)))
                .containsExactly(16L, 17L, 18L, 19L, 20L, 21L, 22L, 23L, 24L, 25L);
    }

    @Test
    void rowsAreReadInOrderFromAPlaceUpToALimit() {
        EventLog log = new EventLog(100, 100_000);
        for (int number = 1; number <= 50; number++) {
            log.accept(received(number));
        }
        assertThat(numbers(log.exchangesFrom(20, 3))).containsExactly(20L, 21L, 22L);
        assertThat(numbers(log.exchangesFrom(49, 10))).containsExactly(49L, 50L);
        assertThat(log.exchangesFrom(51, 10)).isEmpty();
        assertThat(log.exchangesFrom(1, 0)).isEmpty();
    }

    @Test
    void readingStopsBeforeARowThatIsNotThereYet() {
        EventLog log = new EventLog(100, 100_000);
        log.accept(received(1));
        log.accept(received(3));
        assertThat(numbers(log.exchangesFrom(1, 10))).containsExactly(1L);
        log.accept(received(2));
        assertThat(numbers(log.exchangesFrom(1, 10))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void anAnswerToADroppedRequestChangesNoOtherRow() {
        EventLog log = new EventLog(4, 100_000);
        for (int number = 1; number <= 5; number++) {
            log.accept(received(number));
        }
        log.accept(finished(1, 404));
        assertThat(log.exchange(5).response()).isNull();
        assertThat(log.counters().clientErrors()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"101, 1, 0, 0, 0, 0", "206, 0, 1, 0, 0, 0", "304, 0, 0, 1, 0, 0", "404, 0, 0, 0, 1, 0",
        "503, 0, 0, 0, 0, 1"})
    void everyStatusIsCountedInItsClass(int status, long c1, long c2, long c3, long c4, long c5) {
        EventLog log = new EventLog(4, 1_000);
        log.accept(received(1));
        log.accept(finished(1, status));
        assertThat(log.counters()).isEqualTo(new Counters(0, 0, 1, 1, c1, c2, c3, c4, c5, 110, 0, 0));
    }

    @Test
    void theOldestHeadsAreForgottenFirst() {
        EventLog log = new EventLog(100, 20_000);
        for (int number = 1; number <= 30; number++) {
            log.accept(received(number, 1, number, head(number, 1_900)));
            log.accept(finished(number, 200));
        }
        List<Exchange> rows = log.exchangesFrom(1, 100);
        assertThat(rows).hasSize(30);
        long kept = rows.stream().filter(Exchange::hasHeads).count();
        assertThat(kept).isBetween(9L, 10L);
        assertThat(rows.subList(0, 20)).noneMatch(Exchange::hasHeads);
        assertThat(rows.subList(21, 30)).allMatch(Exchange::hasHeads);
        assertThat(rows.getFirst().request().headText()).isEmpty();
        assertThat(rows.getFirst().response().headText()).isEmpty();
        assertThat(rows.getFirst().request().target()).isEqualTo("/1");
        assertThat(rows.getLast().request().headText()).isEqualTo(head(30, 1_900));
        assertThat(rows.getLast().response().headText()).isEqualTo("response");
    }

    @Test
    void anAnswerToARequestWithoutHeadsKeepsNoneEither() {
        EventLog log = new EventLog(100, 1_000);
        log.accept(received(1, 1, 1, head(1, 600)));
        log.accept(received(2, 1, 2, head(2, 600)));
        assertThat(log.exchange(1).hasHeads()).isFalse();
        log.accept(finished(1, 200));
        assertThat(log.exchange(1).response().headText()).isEmpty();
        assertThat(log.exchange(1).response().status()).isEqualTo(200);
    }

    @Test
    void rowsThatLeaveTheRingGiveTheirRoomBack() {
        EventLog log = new EventLog(4, 10_000);
        for (int number = 1; number <= 1_000; number++) {
            log.accept(received(number, 1, number, head(number, 1_000)));
            log.accept(finished(number, 200));
        }
        assertThat(log.exchangesFrom(1, 10)).hasSize(4).allMatch(Exchange::hasHeads);
    }

    @Test
    void aHeadThatManyHaveInCommonCountsOnceAndIsKeptOnce() {
        EventLog log = new EventLog(100, 2_000);
        for (int number = 1; number <= 100; number++) {
            log.accept(received(number, 1, number, head(0, 900)));
            log.accept(finished(number, 200));
        }
        List<Exchange> rows = log.exchangesFrom(1, 100);
        assertThat(rows).hasSize(100).allMatch(Exchange::hasHeads);
        String first = rows.getFirst().request().headText();
        assertThat(rows).allSatisfy(row -> assertThat(row.request().headText()).isSameAs(first));
    }

    @Test
    void requestsThatCameOutOfOrderFitInToo() {
        EventLog log = new EventLog(4, 10_000);
        for (long number : new long[] {2, 1, 4, 3, 6, 5}) {
            log.accept(received(number));
        }
        assertThat(numbers(log.exchangesFrom(1, 10))).containsExactly(3L, 4L, 5L, 6L);
        assertThat(log.newestNumber()).isEqualTo(6);
    }

    @Test
    void aRequestThatComesWhenItsRowIsTakenReplacesNoNewerOne() {
        EventLog log = new EventLog(4, 10_000);
        log.accept(received(7));
        log.accept(received(3));
        log.accept(finished(3, 404));
        assertThat(log.exchange(7)).isEqualTo(new Exchange(null, received(7), null));
        assertThat(log.exchange(3)).isNull();
        assertThat(log.counters().requests()).isEqualTo(2);
        assertThat(log.counters().clientErrors()).isEqualTo(1);
    }

    @Test
    void whatAThreadCountedOutlivesItAndItsTallyIsUsedAgain() throws Exception {
        EventLog log = new EventLog();
        for (int number = 1; number <= 50; number++) {
            long request = number;
            Thread.ofPlatform().start(() -> {
                log.accept(received(request));
                log.accept(finished(request, 200));
            }).join();
        }
        assertThat(log.counters().requests()).isEqualTo(50);
        assertThat(log.counters().successful()).isEqualTo(50);
        assertThat(log.newestNumber()).isEqualTo(50);
        assertThat(log.threads()).isEqualTo(1);
    }

    private static String head(int number, int length) {
        String begin = "GET /" + number + " HTTP/1.1\r\n";
        return begin + "h".repeat(length - begin.length());
    }

    @Test
    void aHeadLargerThanTheWholeBudgetIsNotKept() {
        EventLog log = new EventLog(4, 100);
        log.accept(received(1, 1, 1, "h".repeat(1_000)));
        assertThat(log.exchange(1).hasHeads()).isFalse();
        assertThat(log.exchange(1).request().target()).isEqualTo("/1");
    }

    @Test
    void aConnectionAnswersUntilTheLastOfSeveralAnswersHasEnded() {
        EventLog log = new EventLog();
        log.accept(opened(1));
        ConnectionActivity connection = log.connections().getFirst();
        log.accept(received(1, 1, 1, "first"));
        log.accept(received(2, 1, 2, "second"));
        log.accept(finished(2, 200));
        assertThat(connection.answering()).isTrue();
        log.accept(finished(1, 200));
        assertThat(connection.answering()).isFalse();
        assertThat(connection.requests()).isEqualTo(2);
    }

    @Test
    void aConnectionTellsWhatItHasDone() {
        EventLog log = new EventLog();
        log.accept(opened(1));
        ConnectionActivity connection = log.connections().getFirst();
        assertThat(connection.requests()).isZero();
        assertThat(connection.answering()).isFalse();
        assertThat(connection.lastActivity()).isEqualTo(NOW);
        log.accept(received(1));
        assertThat(connection.answering()).isTrue();
        assertThat(connection.requests()).isEqualTo(1);
        log.accept(finished(1, 200));
        assertThat(connection.answering()).isFalse();
        assertThat(connection.sentBytes()).isEqualTo(110);
        assertThat(connection.lastActivity()).isEqualTo(NOW.plusMillis(5));
        assertThat(connection.closed()).isNull();
        log.accept(closed(1));
        assertThat(connection.closed().reason()).isEqualTo(CloseReason.CLIENT_CLOSED);
        assertThat(log.connections()).containsExactly(connection);
        assertThat(log.counters().connections()).isEqualTo(1);
        assertThat(log.counters().openConnections()).isZero();
    }

    @Test
    void openConnectionsAreNeverForgottenAndClosedOnesOnlyWhenThereAreMany() {
        EventLog log = new EventLog();
        int many = EventLog.CLOSED_CONNECTIONS + 100;
        log.accept(opened(1));
        for (int number = 2; number <= many; number++) {
            log.accept(opened(number));
            log.accept(closed(number));
        }
        List<ConnectionActivity> connections = log.connections();
        assertThat(connections).hasSize(EventLog.CLOSED_CONNECTIONS + 1);
        assertThat(connections.getFirst().number()).isEqualTo(1);
        assertThat(connections.getLast().number()).isEqualTo(many);
        assertThat(connections).isSortedAccordingTo((a, b) -> Long.compare(a.number(), b.number()));
        assertThat(log.counters().connections()).isEqualTo(many);
        assertThat(log.counters().openConnections()).isEqualTo(1);
    }

    @Test
    void eventsOfAnUnknownConnectionAreNoError() {
        EventLog log = new EventLog();
        log.accept(received(1, 99, 1, "head"));
        log.accept(finished(1, 99, 200, 1_000));
        log.accept(closed(99));
        assertThat(log.connections()).isEmpty();
        assertThat(log.counters().responses()).isEqualTo(1);
    }

    @Test
    void theSlowFewAreSeenInTheHighPercentiles() {
        EventLog log = new EventLog();
        for (int number = 1; number <= 100; number++) {
            log.accept(received(number));
            log.accept(finished(number, 1, 200, number <= 98 ? 1_000_000 : 500_000_000));
        }
        assertThat(log.latencyNanos(50)).isBetween(990_000L, 1_020_000L);
        assertThat(log.latencyNanos(99)).isBetween(495_000_000L, 510_000_000L);
        log.accept(received(101));
        log.accept(finished(101, 1, 200, Long.MAX_VALUE));
        assertThat(log.latencyNanos(100)).isGreaterThan(3_000_000_000_000L);
    }

    @Test
    void aReaderOfLatenciesGivesEachAnswerOnceWhicheverThreadCountedIt() throws InterruptedException {
        EventLog log = new EventLog();
        LatencyReader reader = log.latencyReader();
        List<Long> seen = new ArrayList<>();
        LatencyReader.Consumer take = (nanos, count) -> {
            for (long i = 0; i < count; i++) {
                seen.add(nanos);
            }
        };
        reader.readNew(take);
        assertThat(seen).isEmpty();
        log.accept(finished(1, 1, 200, 200));
        log.accept(finished(2, 1, 200, 200));
        Thread.ofPlatform().start(() -> log.accept(finished(3, 1, 200, 1_000_000))).join();
        reader.readNew(take);
        assertThat(seen).hasSize(3).startsWith(200L, 200L);
        assertThat(seen.getLast()).isBetween(990_000L, 1_010_000L);
        reader.readNew(take);
        assertThat(seen).hasSize(3);
        log.accept(finished(4, 1, 200, 7));
        reader.readNew(take);
        assertThat(seen).hasSize(4).endsWith(7L);
        log.latencyReader().readNew(take);
        assertThat(seen).as("a new reader begins at the beginning").hasSize(8);
    }

    @Test
    void thePausesOfAcceptingAreCounted() {
        EventLog log = new EventLog();
        AcceptPaused pause = new AcceptPaused(NOW, AcceptPaused.Cause.TOO_MANY_OPEN_FILES, "EMFILE");
        log.accept(pause);
        log.accept(pause);
        assertThat(log.counters().acceptPauses()).isEqualTo(2);
        assertThat(log.lastAcceptPause()).isSameAs(pause);
    }

    @Test
    void manyWritersLoseNothingWhileSomebodyReads() throws Exception {
        int writers = 4;
        int each = 20_000;
        int total = writers * each;
        EventLog log = new EventLog(total, 1 << 20);
        AtomicLong numbers = new AtomicLong();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> work = new ArrayList<>();
            for (int writer = 1; writer <= writers; writer++) {
                long connection = writer;
                work.add(threads.submit(() -> {
                    start.await();
                    log.accept(opened(connection));
                    for (int i = 1; i <= each; i++) {
                        long number = numbers.incrementAndGet();
                        log.accept(received(number, connection, i, "some head"));
                        log.accept(finished(number, connection, 200, 1_000));
                    }
                    log.accept(closed(connection));
                    return null;
                }));
            }
            start.countDown();
            long next = 1;
            Instant deadline = Instant.now().plusSeconds(30);
            while (next <= total && Instant.now().isBefore(deadline)) {
                for (Exchange exchange : log.exchangesFrom(next, 1_000)) {
                    assertThat(exchange.number()).isEqualTo(next);
                    next++;
                }
            }
            assertThat(next).as("every row was seen once and in order").isEqualTo(total + 1L);
            for (Future<?> one : work) {
                one.get(30, TimeUnit.SECONDS);
            }
        }
        Counters counters = log.counters();
        assertThat(counters.requests()).isEqualTo(total);
        assertThat(counters.successful()).isEqualTo(total);
        assertThat(counters.sentBytes()).isEqualTo(total * 110L);
        assertThat(counters.droppedRows()).isZero();
        assertThat(log.connections()).hasSize(writers).allMatch(connection -> connection.requests() == each);
        assertThat(log.exchangesFrom(1, total)).hasSize(total)
                .allMatch(exchange -> exchange.response() != null);
    }

    @Test
    void aReaderThatFallsBehindSkipsOnlyWhatWasDropped() throws Exception {
        int total = 60_000;
        EventLog log = new EventLog(100, 1 << 20);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> writer = threads.submit(() -> {
                for (int number = 1; number <= total; number++) {
                    log.accept(received(number));
                    log.accept(finished(number, 200));
                }
            });
            long last = 0;
            while (last < total) {
                for (Exchange exchange : log.exchangesFrom(last + 1, 1_000)) {
                    assertThat(exchange.number()).isGreaterThan(last);
                    last = exchange.number();
                }
            }
            writer.get(30, TimeUnit.SECONDS);
        }
        assertThat(log.counters().droppedRows()).isEqualTo(total - 100);
        assertThat(log.counters().requests()).isEqualTo(total);
    }

    @Test
    void theTotalsTellHowConnectionsWereUsedAndHowTheyEnded() {
        EventLog log = new EventLog();
        for (long connection = 1; connection <= 4; connection++) {
            log.accept(opened(connection));
        }
        log.accept(received(1, 1, 1, "head"));
        log.accept(received(2, 1, 2, "head"));
        log.accept(received(3, 1, 3, "head"));
        log.accept(received(4, 2, 1, "head"));
        assertThat(log.connectionTotals()).isEqualTo(new ConnectionTotals(4, 4, 4, 2, 1, 4, Map.of()));
        log.accept(closed(1));
        log.accept(closed(3));
        log.accept(new ConnectionClosed(2, NOW, CloseReason.CLOSED_BY_USER));
        ConnectionTotals totals = log.connectionTotals();
        assertThat(totals).isEqualTo(new ConnectionTotals(4, 1, 4, 2, 1, 4,
                Map.of(CloseReason.CLIENT_CLOSED, 2L, CloseReason.CLOSED_BY_USER, 1L)));
        assertThat(totals.reuseShare()).isEqualTo(0.5);
        assertThat(totals.requestsPerConnection()).isEqualTo(2);
    }

    @Test
    void theTotalsOfAnEmptyLogAreNotDividedByZero() {
        ConnectionTotals totals = new EventLog().connectionTotals();
        assertThat(totals.reuseShare()).isZero();
        assertThat(totals.requestsPerConnection()).isZero();
    }
}
