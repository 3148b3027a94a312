package dev.porthole.app.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The view skips, stops early and comes back later; it must show what reading everything would. */
class LogViewAgainstNaiveTest {

    private static final String[] PATHS = {"/", "/a.css", "/img/Logo.png", "/zo%C3%AB", "/favicon.ico", "/missing"};
    private static final int[] STATUSES = {200, 304, 404, 500};

    /** Terms, and what they mean in plain Java. */
    private static final Map<String, Predicate<Exchange>> TERMS = Map.of(
            "", row -> true,
            "logo", row -> path(row).contains("Logo"),
            "path:zoë", row -> path(row).contains("%C3%AB"),
            "-path:/a", row -> !path(row).contains("/a"),
            "status:404", row -> answer(row) && row.response().status() == 404,
            "-status:404", row -> answer(row) && row.response().status() != 404,
            "status>=400 noise:no",
            row -> answer(row) && row.response().status() >= 400 && !path(row).equals("/favicon.ico"),
            "size>500B | path=/", row -> answer(row) && row.response().sentBytes() > 500 || path(row).equals("/"),
            "header:cookie", row -> row.hasHeads() && row.request().headText().contains("Cookie"),
            "nothing like this", row -> false);

    private static String path(Exchange row) {
        return row.request().target();
    }

    private static boolean answer(Exchange row) {
        return row.response() != null;
    }

    private final EventLog log = new EventLog(6_000, 1 << 22);
    private final LogView view = new LogView(log);
    private final List<Long> inFlight = new ArrayList<>();
    private long received;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void showsTheSameRows(long seed) {
        Random random = new Random(seed);
        List<String> texts = TERMS.keySet().stream().sorted().toList();
        String text = "";
        long frozenAfter = Long.MAX_VALUE;
        for (int step = 0; step < 60; step++) {
            traffic(random, random.nextInt(random.nextInt(10) == 0 ? 1_500 : 60));
            if (received > 5_500) {
                break;
            }
            view.refresh();
            switch (random.nextInt(6)) {
                case 0 -> {
                    text = texts.get(random.nextInt(texts.size()));
                    view.setFilter(RequestFilter.parse(text, StatusClass.ALL));
                }
                case 1 -> {
                    frozenAfter = frozenAfter == Long.MAX_VALUE ? received : frozenAfter;
                    view.freeze();
                }
                case 2 -> {
                    frozenAfter = Long.MAX_VALUE;
                    view.follow();
                }
                default -> {
                    // Only more traffic.
                }
            }
            traffic(random, random.nextInt(20));
            view.showAgain();
            if (random.nextInt(8) == 0) {
                // A look that is broken off leaves no gap.
                view.refresh(() -> true);
                view.showAgain();
            }
            compare(view.refresh(), TERMS.get(text), frozenAfter);
        }
    }

    private void compare(LogView.Snapshot snapshot, Predicate<Exchange> meaning, long frozenAfter) {
        List<Exchange> matching = log.exchangesFrom(1, Integer.MAX_VALUE).stream().filter(meaning).toList();
        List<Exchange> shown = matching.stream().filter(row -> row.number() <= frozenAfter).toList();
        if (frozenAfter == Long.MAX_VALUE) {
            shown = shown.subList(Math.max(0, shown.size() - LogView.WINDOW), shown.size());
        }
        assertThat(snapshot.rows().stream().map(LogRow::number).toList())
                .isEqualTo(shown.stream().map(Exchange::number).toList());
        assertThat(snapshot.rows().stream().map(LogRow::finished).toList())
                .isEqualTo(shown.stream().map(row -> row.response() != null).toList());
        assertThat(snapshot.newRows()).isEqualTo(
                matching.stream().filter(row -> row.number() > frozenAfter).count());
    }

    private void traffic(Random random, int count) {
        for (int i = 0; i < count; i++) {
            if (!inFlight.isEmpty() && random.nextInt(3) == 0) {
                finish(inFlight.remove(random.nextInt(inFlight.size())), random);
            }
            received++;
            String cookie = random.nextInt(3) == 0 ? "Cookie: n=" + received + "\r\n" : "";
            String path = PATHS[random.nextInt(PATHS.length)];
            log.accept(new RequestReceived(received, 1, 1, Instant.EPOCH, "GET", path, "HTTP/1.1",
                    "GET " + path + " HTTP/1.1\r\nHost: x" + received + "\r\n" + cookie + "\r\n"));
            if (random.nextInt(4) == 0) {
                inFlight.add(received);
            } else {
                finish(received, random);
            }
        }
    }

    private void finish(long number, Random random) {
        int status = STATUSES[random.nextInt(STATUSES.length)];
        log.accept(new ResponseFinished(number, 1, Instant.EPOCH, status, Why.of(Rule.FILE), null, "text/html", 10,
                random.nextInt(1_000), "HTTP/1.1 " + status + " \r\n\r\n", new Timing(1, 2, 3),
                ResponseFinished.Outcome.COMPLETE));
    }
}
