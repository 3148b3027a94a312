package dev.porthole.app.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.EventLog;
import java.util.Comparator;
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

    @Test
    void sortedItShowsEverythingThatMatchesAndStandsStill() {
        LongStream.range(0, 3_000).forEach(i -> {
            long request = events.receive("GET", "/" + i);
            events.finish(request, 200, 100, 1_000 + i % 7);
        });
        refresh();
        view.sort(new SortOrder(RequestColumn.TOOK, true));
        LogView.Snapshot sorted = refresh();
        assertThat(sorted.rows()).hasSize(3_000).isSortedAccordingTo(
                Comparator.comparingLong(LogViewTest::took).reversed().thenComparingLong(LogRow::number));
        assertThat(sorted.following()).isFalse();

        events.answer("/late", 200);
        LogView.Snapshot later = refresh();
        assertThat(later.rows()).isEqualTo(sorted.rows());
        assertThat(later.arrangement()).isEqualTo(sorted.arrangement());
        assertThat(later.newRows()).isEqualTo(1);

        view.renew();
        assertThat(refresh().rows()).hasSize(3_001);
        view.follow();
        assertThat(numbers(refresh())).isSorted().endsWith(3_001L);
    }

    @Test
    void aSortedRowIsFinishedWhereItStands() {
        events.answer("/a", 200);
        long slow = events.receive("GET", "/slow");
        events.answer("/b", 404);
        view.sort(new SortOrder(RequestColumn.STATUS, true));
        LogView.Snapshot before = refresh();
        assertThat(numbers(before)).as("what is not known comes last").containsExactly(3L, 1L, slow);
        events.finish(slow, 500);
        LogView.Snapshot after = refresh();
        assertThat(numbers(after)).containsExactly(3L, 1L, slow);
        assertThat(after.arrangement()).isEqualTo(before.arrangement());
        assertThat(after.rows().getLast().finished()).isTrue();
    }

    @Test
    void aSortThatNobodyWaitsForEndsAndIsDoneAtTheNextLook() {
        LongStream.range(0, 5_000).forEach(i -> events.answer("/" + i, 200));
        view.sort(new SortOrder(RequestColumn.PATH, false));
        assertThat(view.refresh(() -> true)).isNull();
        assertThat(refresh().rows()).isSortedAccordingTo(
                Comparator.comparing(row -> row.exchange().request().target()));
    }

    @Test
    void rowsDoNotKeepHeadsAlive() {
        events.answer("/", 200);
        LogRow row = refresh().rows().getFirst();
        assertThat(row.exchange().hasHeads()).isFalse();
        assertThat(Objects.requireNonNull(row.exchange().response()).headText()).isEmpty();
        assertThat(Objects.requireNonNull(events.log.exchange(1)).hasHeads()).isTrue();
    }

    @Test
    void aRowThatTheLogDropsBeforeItIsFinishedIsLost() {
        long slow = events.receive("GET", "/slow");
        refresh();
        view.freeze();
        assertThat(refresh().rows().getFirst().lost()).isFalse();
        LongStream.range(0, 6_000).forEach(i -> events.answer("/" + i, 200));
        events.finish(slow, 200);
        LogRow row = refresh().rows().getFirst();
        assertThat(row.number()).isEqualTo(slow);
        assertThat(row.lost()).isTrue();
    }

    private static long took(LogRow row) {
        return Objects.requireNonNull(row.exchange().response()).timing().totalNanos();
    }

    private LogView.Snapshot refresh() {
        return Objects.requireNonNull(view.refresh());
    }

    private static List<Long> numbers(LogView.Snapshot snapshot) {
        return snapshot.rows().stream().map(LogRow::number).toList();
    }
}
