package dev.porthole.app.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.Await;
import dev.porthole.app.platform.Threads;
import dev.porthole.server.event.EventLog;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestsViewModelTest {

    private final Await.Stage stage = new Await.Stage();
    private final Threads threads = Threads.with(stage.executor());
    private final RequestsViewModel model = new RequestsViewModel(threads);
    private final Events events = new Events(new EventLog(1_000, 100_000));

    @BeforeEach
    void show() {
        stage.run(() -> model.show(events.log));
    }

    @AfterEach
    void stop() {
        threads.close();
        stage.close();
    }

    @Test
    void sortingHoldsTheTableStillUntilTheNewRowsAreAskedFor() {
        answer(3);
        sort(new SortOrder(RequestColumn.PATH, true));
        awaitNumbers(3L, 2L, 1L);
        assertThat(stage.call(() -> model.followingProperty().get())).isFalse();
        answer(1);
        beatUntil("one is new", () -> model.newRowsProperty().get() == 1);
        assertThat(numbers()).containsExactly(3L, 2L, 1L);
        stage.run(model::showNew);
        awaitNumbers(4L, 3L, 2L, 1L);
        assertThat(stage.call(() -> model.newRowsProperty().get())).isZero();
    }

    @Test
    void theOrderOfArrivalFollowsAgainUnlessARowIsBeingRead() {
        answer(3);
        sort(new SortOrder(RequestColumn.STATUS, false));
        awaitNumbers(1L, 2L, 3L);
        sort(SortOrder.ARRIVAL);
        assertThat(stage.call(() -> model.followingProperty().get())).isTrue();

        sort(new SortOrder(RequestColumn.PATH, true));
        awaitNumbers(3L, 2L, 1L);
        stage.run(() -> model.select(model.rowsProperty().get().subList(0, 1), model.rowsProperty().get().getFirst()));
        sort(SortOrder.ARRIVAL);
        awaitNumbers(1L, 2L, 3L);
        assertThat(stage.call(() -> model.followingProperty().get())).isFalse();
    }

    @Test
    void theLeadingRowComesWithItsHeadsFromTheLog() {
        answer(2);
        awaitNumbers(1L, 2L);
        stage.run(() -> model.select(model.rowsProperty().get(), model.rowsProperty().get().getLast()));
        assertThat(selected().exchange().hasHeads()).isTrue();
        assertThat(stage.call(() -> model.selectionProperty().get())).hasSize(2);
        stage.run(() -> model.selectedProperty().set(null));
        assertThat(stage.call(() -> model.selectionProperty().get())).isEmpty();
    }

    @Test
    void pinnedRowsSurviveTheFilterTheClearingAndTheLog() {
        answer(1);
        long slow = events.receive("GET", "/slow");
        awaitNumbers(1L, slow);
        pinEverything();
        stage.run(() -> model.filterTextProperty().set("nothing like this"));
        stage.run(model::clear);
        events.finish(slow, 404);
        beatUntil("the pinned row is finished", () -> model.pinned().rowsProperty().get().stream()
                .allMatch(LogRow::finished));
        answer(1_100);
        beat();
        assertThat(pinned()).extracting(LogRow::number).containsExactly(1L, slow);
        assertThat(model.requestHead(pinned().getFirst())).startsWith("GET /1 ");
    }

    @Test
    void pinsAreTakenAwayByTheSameKeyAndOfEachSiteItsOwn() {
        answer(2);
        awaitNumbers(1L, 2L);
        pinEverything();
        Events others = new Events(new EventLog(10, 1_000));
        stage.run(() -> model.show(others.log));
        assertThat(pinned()).isEmpty();
        stage.run(() -> model.show(events.log));
        assertThat(pinned()).hasSize(2);
        awaitNumbers(1L, 2L);
        stage.run(() -> model.select(model.rowsProperty().get().subList(0, 1), model.rowsProperty().get().getFirst()));
        stage.run(model::togglePins);
        assertThat(pinned()).extracting(LogRow::number).containsExactly(2L);
    }

    @Test
    void noMoreThanAHundredCanBePinned() {
        answer(PinnedRows.MOST + 20);
        beatUntil("all are shown", () -> model.rowsProperty().get().size() == PinnedRows.MOST + 20);
        pinEverything();
        assertThat(pinned()).hasSize(PinnedRows.MOST);
        assertThat(stage.call(() -> model.pinned().isFull())).isTrue();
    }

    @Test
    void nothingMovesWhileItIsHeldStill() {
        answer(1);
        awaitNumbers(1L);
        stage.run(() -> model.hold(true));
        answer(1);
        beat();
        assertThat(numbers()).containsExactly(1L);
        stage.run(() -> model.hold(false));
        awaitNumbers(1L, 2L);
    }

    @Test
    void selectsAllOfAConnection() {
        answer(2);
        events.open(2, "127.0.0.1");
        answer(1);
        awaitNumbers(1L, 2L, 3L);
        stage.run(() -> model.select(model.rowsProperty().get().subList(0, 1), model.rowsProperty().get().getFirst()));
        stage.run(() -> model.selectConnection(1));
        stage.until("both are selected", () -> model.selectionProperty().get().size() == 2);
        assertThat(selected().number()).isEqualTo(1);
    }

    private void answer(int count) {
        for (int i = 0; i < count; i++) {
            long number = events.receive("GET", "/" + (events.log.newestNumber() + 1));
            events.finish(number, 200);
        }
    }

    private void sort(SortOrder order) {
        stage.run(() -> model.sort(order));
    }

    private void pinEverything() {
        stage.run(() -> {
            model.select(model.rowsProperty().get(), model.rowsProperty().get().getFirst());
            model.togglePins();
        });
    }

    private List<LogRow> pinned() {
        return stage.call(() -> model.pinned().rowsProperty().get());
    }

    private LogRow selected() {
        return Objects.requireNonNull(stage.call(() -> model.selectedProperty().get()));
    }

    private List<Long> numbers() {
        return stage.call(() -> model.rowsProperty().get().stream().map(LogRow::number).toList());
    }

    private void awaitNumbers(Long... numbers) {
        beatUntil("rows " + List.of(numbers), () -> model.rowsProperty().get().stream().map(LogRow::number).toList()
                .equals(List.of(numbers)));
    }

    private void beat() {
        try {
            threads.view().submit(model::beat).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private void beatUntil(String what, Callable<Boolean> condition) {
        stage.until(what, () -> {
            threads.view().execute(model::beat);
            return condition.call();
        });
    }
}
