package dev.porthole.app.connections;

import static dev.porthole.app.connections.ConnectionEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.connections.Lane.Block;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Timing;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the table of connections is told of a log. */
class SurveyorTest {

    private static final int STEPS = 600;

    /** Everything in sight, and the last minute: a step is a tenth of a second. */
    private static final Survey.Wish WISH = new Survey.Wish(AxisRange.MINUTE, 0, STEPS, 0, 5_000, false, 0);

    private final EventLog log = new EventLog();
    private final ConnectionEvents events = new ConnectionEvents(log);
    private final Surveyor surveyor = new Surveyor(log);

    private Lane lane(long connection, long nowMillis) {
        return Objects.requireNonNull(surveyor.survey(WISH, at(nowMillis)).lanes().get(connection));
    }

    private static long nanos(long millis) {
        return TimeAxis.nanos(at(millis));
    }

    private static List<Long> numbers(Survey survey) {
        return survey.rows().stream().map(ConnectionRow::number).toList();
    }

    @Test
    void blocksStandWhereTheRequestsWere() {
        events.open(1, 0);
        long first = events.answer(1, 1_000, 3_000, 200);
        long second = events.answer(1, 10_000, 10_500, 404);
        events.close(1, 12_000, CloseReason.IDLE_TIMEOUT);
        assertThat(lane(1, 20_000)).isEqualTo(new Lane(nanos(0), nanos(12_000), CloseReason.IDLE_TIMEOUT, List.of(
                new Block(nanos(1_000), nanos(3_000), 1, 200, 0, first),
                new Block(nanos(10_000), nanos(10_500), 1, 404, 0, second))));
    }

    @Test
    void whatWouldBeOnePixelIsOneBlockThatHidesNoError() {
        events.open(1, 0);
        for (int i = 0; i < 1_000; i++) {
            events.answer(1, 5_010, 5_011, i == 500 ? 404 : 200);
        }
        assertThat(lane(1, 20_000).blocks()).containsExactly(
                new Block(nanos(5_010), nanos(5_011), 1_000, 404, 0, 1_000));
    }

    @Test
    void aLaneHasNoMoreBlocksThanPixelsCanShow() {
        events.open(1, 0);
        for (int i = 0; i < 50_000; i++) {
            events.answer(1, i, i + 1, 200);
        }
        List<Block> blocks = lane(1, 55_000).blocks();
        assertThat(blocks).hasSizeBetween(450, 2 * STEPS);
        assertThat(blocks.stream().mapToInt(Block::count).sum()).isEqualTo(50_000);
    }

    @Test
    void aLongAnswerIsNotSwallowedByShortOnesBesideIt() {
        events.open(1, 0);
        long download = events.answer(1, 1_000, 9_000, 200);
        events.answer(1, 9_001, 9_002, 200);
        events.answer(1, 9_003, 9_004, 200);
        assertThat(lane(1, 20_000).blocks()).extracting(Block::count).containsExactly(1, 2);
        assertThat(lane(1, 20_000).blocks().getFirst().newest()).isEqualTo(download);
    }

    @Test
    void anAnswerUnderWayReachesToTheEndUntilItIsFinished() {
        events.open(1, 0);
        long request = events.receive(1, 2_000);
        TimeAxis axis = surveyor.survey(WISH, at(9_000)).axis();
        assertThat(lane(1, 9_000).blocks()).containsExactly(
                new Block(nanos(2_000), axis.to(), 1, 0, 0, request));
        events.finish(request, 1, 9_500, 206);
        assertThat(lane(1, 10_000).blocks()).containsExactly(
                new Block(nanos(2_000), nanos(9_500), 1, 206, 0, request));
    }

    @Test
    void aBlockBeginsWithTheFirstByteAndKnowsHowLongTheClientTookNothing() {
        events.open(1, 0);
        long request = events.receive(1, 2_000);
        events.finish(request, 1, 9_000, 200, new Timing(0, 500_000_000, 0, 0, 4_000_000_000L));
        assertThat(lane(1, 10_000).blocks()).containsExactly(
                new Block(nanos(1_500), nanos(9_000), 1, 200, 4_000_000_000L, request));
    }

    @Test
    void whatIsOlderThanTheAxisIsLeftOutAndCanBeScrolledTo() {
        events.open(1, 0);
        events.answer(1, 1_000, 2_000, 200);
        assertThat(lane(1, 120_000).blocks()).isEmpty();
        Survey.Wish back = new Survey.Wish(AxisRange.MINUTE, nanos(30_000), STEPS, 0, 9, true, 0);
        Survey then = surveyor.survey(back, at(120_000));
        assertThat(Objects.requireNonNull(then.lanes().get(1L)).blocks()).hasSize(1);
        assertThat(then.axis().to()).isEqualTo(nanos(30_000));
    }

    @Test
    void ofDroppedRequestsNothingIsDrawn() {
        EventLog small = new EventLog(8, 1_000);
        ConnectionEvents few = new ConnectionEvents(small);
        few.open(1, 0);
        few.open(2, 0);
        Surveyor watching = new Surveyor(small);
        for (int i = 0; i < 20; i++) {
            few.answer(1 + i % 2, 1_000L * i, 1_000L * i + 500, 200);
            if (i % 3 == 0) {
                watching.survey(WISH, at(1_000L * i));
            }
        }
        Survey survey = watching.survey(WISH, at(30_000));
        assertThat(Objects.requireNonNull(survey.lanes().get(1L)).blocks()).extracting(Block::newest)
                .containsExactly(13L, 15L, 17L, 19L);
        assertThat(Objects.requireNonNull(survey.lanes().get(2L)).blocks()).extracting(Block::newest)
                .containsExactly(14L, 16L, 18L, 20L);
    }

    @Test
    void openOnesComeFirstAndTheNewestOfEach() {
        for (long connection = 1; connection <= 5; connection++) {
            events.open(connection, connection);
        }
        events.close(5, 10, CloseReason.CLIENT_CLOSED);
        events.close(2, 11, CloseReason.CLIENT_CLOSED);
        assertThat(numbers(surveyor.survey(WISH, at(20)))).containsExactly(4L, 3L, 1L, 5L, 2L);
    }

    @Test
    void noMoreAreListedThanAnyoneCanLookThrough() {
        for (long connection = 1; connection <= 3_000; connection++) {
            events.open(connection, connection);
        }
        Survey survey = surveyor.survey(new Survey.Wish(AxisRange.ALL, 0, STEPS, 10, 19, false, 0), at(4_000));
        assertThat(survey.rows()).hasSize(Surveyor.MOST_LISTED);
        assertThat(survey.rows().getFirst().number()).isEqualTo(3_000);
        assertThat(survey.lanes()).as("only what is in sight is looked up").hasSize(10)
                .containsKeys(2_990L, 2_981L);
        assertThat(survey.totals().open()).isEqualTo(3_000);
    }

    @Test
    void aListThatIsHeldStandsStillAndTellsWhatItMisses() {
        events.open(1, 0);
        events.open(2, 0);
        surveyor.survey(WISH, at(10));
        events.open(3, 20);
        events.close(2, 20, CloseReason.CLIENT_CLOSED);
        Survey held = surveyor.survey(new Survey.Wish(AxisRange.MINUTE, 0, STEPS, 1, 9, true, 0), at(30));
        assertThat(numbers(held)).containsExactly(2L, 1L);
        assertThat(held.rows().getFirst().isOpen()).isFalse();
        assertThat(held.newer()).isEqualTo(1);
        Survey live = surveyor.survey(WISH, at(40));
        assertThat(numbers(live)).containsExactly(3L, 1L, 2L);
        assertThat(live.newer()).isZero();
    }

    @Test
    void theDetailsListTheNewestRequestsAndChangeOnlyWithThem() {
        events.open(1, 0);
        events.open(2, 0);
        for (int i = 0; i < 300; i++) {
            events.answer(1, i, i, 200);
        }
        events.answer(2, 400, 400, 200);
        Survey.Wish wish = new Survey.Wish(AxisRange.MINUTE, 0, STEPS, 0, 9, false, 1);
        Survey.Details details = Objects.requireNonNull(surveyor.survey(wish, at(500)).details());
        assertThat(details.row().number()).isEqualTo(1);
        assertThat(details.requests()).hasSize(Surveyor.MOST_REQUESTS);
        assertThat(details.requests().getFirst().number()).isEqualTo(300);
        Survey.Details again = Objects.requireNonNull(surveyor.survey(wish, at(600)).details());
        assertThat(again.requests()).isSameAs(details.requests());
        long late = events.receive(1, 700);
        assertThat(Objects.requireNonNull(surveyor.survey(wish, at(800)).details()).requests().getFirst().response())
                .isNull();
        events.finish(late, 1, 900, 200);
        assertThat(Objects.requireNonNull(surveyor.survey(wish, at(950)).details()).requests().getFirst().response())
                .isNotNull();
    }

    @Test
    void theAxisMovesInWholePixelsSoThatNothingFlickers() {
        TimeAxis axis = TimeAxis.endingAt(TimeAxis.nanos(Instant.EPOCH.plusMillis(60_010)), 60_000_000_000L, STEPS);
        TimeAxis little = TimeAxis.endingAt(TimeAxis.nanos(Instant.EPOCH.plusMillis(60_090)), 60_000_000_000L, STEPS);
        TimeAxis more = TimeAxis.endingAt(TimeAxis.nanos(Instant.EPOCH.plusMillis(60_110)), 60_000_000_000L, STEPS);
        assertThat(little).isEqualTo(axis);
        assertThat(more.to() - axis.to()).isEqualTo(axis.step());
        assertThat(axis.place(axis.from(), 300)).isZero();
        assertThat(axis.place(axis.to(), 300)).isEqualTo(300);
    }

    @Test
    void allTheTimeReachesBackToTheFirstConnection() {
        events.open(1, 0);
        events.open(2, 90_000);
        Survey.Wish all = new Survey.Wish(AxisRange.ALL, 0, STEPS, 0, 9, false, 0);
        TimeAxis axis = surveyor.survey(all, at(100_000)).axis();
        assertThat(axis.from()).isLessThan(nanos(0)).isGreaterThan(nanos(-5_000));
    }
}
