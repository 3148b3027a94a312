package dev.porthole.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.ResponseFinished.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several event loops write and several threads read, in a log so small that rows are overwritten all the time. */
class EventLogConcurrencyTest {

    private static final int WRITERS = 3;
    private static final int READERS = 2;
    private static final int REQUESTS = 150_000;
    private static final List<Why> WHYS =
            List.of(Why.of(Rule.FILE), Why.of(Rule.INDEX, "index"), Why.of(Rule.NOT_FOUND));
    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    /** A request all of whose fields follow from its number. */
    private static RequestReceived request(long number) {
        return new RequestReceived(
                number, number * 3, (int) number * 5, Instant.ofEpochSecond(number, number % 1_000_000_000),
                "M" + number, "/" + number, "V" + number, "request head " + number);
    }

    private static ResponseFinished response(long number) {
        return new ResponseFinished(
                number, number * 3, Instant.ofEpochSecond(number * 7, 1), 100 + (int) (number % 500),
                WHYS.get((int) (number % WHYS.size())), "f" + number, "t" + number, number * 11, number * 13,
                "response head " + number, new Timing(number, number + 1, number + 2, number + 3, number + 4),
                OUTCOMES.get((int) (number % OUTCOMES.size())));
    }

    private static void assertConsistent(Exchange exchange) {
        long number = exchange.number();
        RequestReceived request = request(number);
        ResponseFinished response = response(number);
        assertThat(exchange.request()).isIn(request, request.withoutHead());
        assertThat(exchange.response()).isIn(null, response, response.withoutHead());
    }

    /** What is read where it lies, is believed only if the row says that it did not change meanwhile. */
    private static void assertConsistent(RowCursor cursor, long number) {
        if (!cursor.moveTo(number)) {
            return;
        }
        RequestReceived request = request(number);
        ResponseFinished response = response(number);
        boolean finished = cursor.isFinished();
        boolean fits = cursor.connection() == request.connection()
                && cursor.method().equals(request.method())
                && cursor.target().equals(request.target())
                && (cursor.requestHead().isEmpty() || cursor.requestHead().equals(request.headText()));
        boolean answerFits = !finished || cursor.status() == response.status()
                && cursor.sentBytes() == response.sentBytes()
                && cursor.totalNanos() == response.timing().totalNanos()
                && cursor.mediaType().equals(response.mediaType())
                && cursor.rule() == response.why().rule()
                && cursor.outcome() == response.outcome();
        if (cursor.isUnchanged()) {
            assertThat(fits).as("request %d", number).isTrue();
            assertThat(answerFits).as("answer %d", number).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1000000", "2, 60", "8, 1000000", "8, 200", "100, 1500"})
    void whateverIsReadIsOfOneRequest(int capacity, long headBudget) throws Exception {
        EventLog log = new EventLog(capacity, headBudget);
        AtomicLong numbers = new AtomicLong();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                work.add(threads.submit(() -> write(log, numbers)));
            }
            for (int i = 0; i < READERS; i++) {
                work.add(threads.submit(() -> read(log, numbers)));
            }
            for (Future<?> one : work) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(log.newestNumber()).isEqualTo(REQUESTS);
        assertThat(log.counters().requests()).isEqualTo(REQUESTS);
        assertThat(log.counters().responses()).isEqualTo(REQUESTS);
        assertThat(log.counters().droppedRows()).isEqualTo(REQUESTS - capacity);
        long sent = 13L * REQUESTS * (REQUESTS + 1) / 2;
        assertThat(log.counters().sentBytes()).isEqualTo(sent);
    }

    /** Two requests are under way at a time, so that some are overwritten before they are finished. */
    private static void write(EventLog log, AtomicLong numbers) {
        long before = 0;
        for (long number = numbers.incrementAndGet(); number <= REQUESTS; number = numbers.incrementAndGet()) {
            log.accept(request(number));
            if (before > 0) {
                log.accept(response(before));
            }
            before = number;
        }
        if (before > 0) {
            log.accept(response(before));
        }
    }

    private static void read(EventLog log, AtomicLong numbers) {
        long last = 0;
        RowCursor cursor = log.cursor();
        while (numbers.get() <= REQUESTS) {
            for (Exchange exchange : log.exchangesFrom(last + 1, 50)) {
                assertThat(exchange.number()).isGreaterThan(last);
                last = exchange.number();
                assertConsistent(exchange);
            }
            Exchange newest = log.exchange(log.newestNumber());
            if (newest != null) {
                assertConsistent(newest);
            }
            for (long number = log.newestNumber(); number >= log.oldestNumber(); number--) {
                assertConsistent(cursor, number);
            }
        }
    }

    @Test
    void headsTakeNoMoreThanTheirBudgetWhenAllIsQuiet() throws Exception {
        EventLog log = new EventLog(1_000, 5_000);
        AtomicLong numbers = new AtomicLong();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                work.add(threads.submit(() -> write(log, numbers)));
            }
            for (Future<?> one : work) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
        int kept = log.exchangesFrom(1, 1_000).stream()
                .mapToInt(row -> row.request().headText().length() + row.response().headText().length())
                .sum();
        assertThat(kept).isBetween(4_000, 5_000);
    }
}
