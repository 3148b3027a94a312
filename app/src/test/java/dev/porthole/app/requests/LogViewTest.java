package dev.porthole.app.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.EventLog;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LogViewTest {

    private final Events events = new Events(new EventLog(5_000, 1_000_000));
    private final LogView view = new LogView(events.log);

    @Test
    void nothingNewMeansNoSnapshot() {
        events.answer("/", 200);
        assertThat(view.refresh()).isNotNull();
        assertThat(view.refresh()).isNull();
    }

    @Test
    void aTableThatBeganAnewGetsEverythingAgain() {
        long number = events.answer("/", 200);
        refresh();
        view.showAgain();
        assertThat(numbers(refresh())).containsExactly(number);
    }

    @Test
    void followingShowsTheNewestInAWindowThatDoesNotGrow() {
        LongStream.range(0, 4_000).forEach(i -> events.answer("/" + i, 200));
        LogView.Snapshot snapshot = refresh();
        assertThat(numbers(snapshot)).hasSize(LogView.WINDOW).isSorted().endsWith(4_000L).startsWith(3_001L);
        assertThat(snapshot.requests()).isEqualTo(4_000);
    }

    @Test
    void aFrozenViewShowsEverythingKeptAndCountsWhatComesLater() {
        LongStream.range(0, 6_000).forEach(i -> events.answer("/" + i, 200));
        refresh();
        view.freeze();
        events.answer("/late", 200);
        LogView.Snapshot snapshot = refresh();
        assertThat(numbers(snapshot)).hasSize(4_999).startsWith(1_002L).endsWith(6_000L);
        assertThat(snapshot.following()).isFalse();
        assertThat(snapshot.newRows()).isEqualTo(1);
        view.follow();
        assertThat(numbers(refresh())).hasSize(LogView.WINDOW).endsWith(6_001L);
    }

    @Test
    void arowInFlightIsReplacedWhenItIsFinished() {
        long request = events.receive("GET", "/slow");
        LogRow before = refresh().rows().getFirst();
        assertThat(before.finished()).isFalse();
        events.finish(request, 200);
        LogRow after = refresh().rows().getFirst();
        assertThat(after.finished()).isTrue();
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void aFilterOnTheStatusWaitsForIt() {
        view.setFilter(RequestFilter.parse("status:404", StatusClass.ALL));
        long first = events.receive("GET", "/missing");
        long second = events.answer("/also-missing", 404);
        assertThat(numbers(refresh())).containsExactly(second);
        events.finish(first, 404);
        assertThat(numbers(refresh())).containsExactly(first, second);
    }

    @Test
    void aFrozenViewCountsOnlyRowsThatMatch() {
        view.setFilter(RequestFilter.parse("", StatusClass.CLIENT_ERROR));
        events.answer("/a", 404);
        refresh();
        view.freeze();
        events.answer("/b", 200);
        events.answer("/c", 404);
        LogView.Snapshot snapshot = refresh();
        assertThat(snapshot.rows()).hasSize(1);
        assertThat(snapshot.newRows()).isEqualTo(1);
    }

    @Test
    void clearHidesWhatCameAndCountsFromThere() {
        events.answer("/old", 200);
        refresh();
        view.clear();
        events.answer("/new", 200);
        LogView.Snapshot snapshot = refresh();
        assertThat(numbers(snapshot)).containsExactly(2L);
        assertThat(snapshot.requests()).isEqualTo(1);
    }

    @Test
    void aSecondClientAddressIsNoticed() {
        events.open(1, "127.0.0.1");
        events.answer("/", 200);
        LogView.Snapshot one = refresh();
        assertThat(one.severalClients()).isFalse();
        assertThat(one.rows().getFirst().client()).isEqualTo("127.0.0.1");
        events.open(2, "192.168.1.20");
        events.answer("/", 200);
        LogView.Snapshot two = refresh();
        assertThat(two.severalClients()).isTrue();
        assertThat(two.rows().getLast().client()).isEqualTo("192.168.1.20");
    }

    private LogView.Snapshot refresh() {
        return Objects.requireNonNull(view.refresh());
    }

    private static List<Long> numbers(LogView.Snapshot snapshot) {
        return snapshot.rows().stream().map(LogRow::number).toList();
    }
}
