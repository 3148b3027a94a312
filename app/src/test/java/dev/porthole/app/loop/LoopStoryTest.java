package dev.porthole.app.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.loop.AnswerSource;
import dev.porthole.server.loop.Interest;
import dev.porthole.server.loop.LoopEvent;
import dev.porthole.server.loop.LoopEvent.Change;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LoopStoryTest {

    private static final int LISTEN = 0;
    private static final long SECOND = 1_000_000_000L;

    private final LoopStory story = new LoopStory();
    private final Script script = new Script(story);

    private LoopPicture picture() {
        return story.picture(0, script.now(), 1);
    }

    private LaneView lane(long connection) {
        return picture().lanes().stream().filter(lane -> lane.connection() == connection).findFirst().orElseThrow();
    }

    private List<BlockKind> kinds(long connection) {
        return lane(connection).blocks().stream().map(LaneBlock::kind).toList();
    }

    @Test
    void aVisitBecomesBlocksInOrder() {
        script.listed(new Interest(LISTEN, 40, Script.IN, null))
                .waits().ready(LISTEN, Script.IN).accepted(1).handled(LISTEN).roundEnds(1).opened(1)
                .quickRequest(1, 1)
                .waits().ready(1, Script.IN | Script.RDHUP).interest(1, Change.DELETE, Script.IN, 0).closed(1)
                .handled(1).roundEnds(1).waits();
        assertThat(kinds(LISTEN)).containsExactly(BlockKind.ACCEPT);
        assertThat(kinds(1)).containsExactly(BlockKind.READ, BlockKind.FIND, BlockKind.WRITE, BlockKind.CLOSE);
        assertThat(lane(1).reason()).isEqualTo(CloseReason.CLIENT_CLOSED);
        assertThat(lane(1).client()).isEqualTo(Script.CLIENT);
        assertThat(lane(1).wakeUps()).isEqualTo(2);
        assertThat(picture().connections()).isZero();
    }

    @Test
    void nothingGoesOnOnAConnectionThatHasEnded() {
        script.opened(1).waits().ready(1, Script.IN).read(1, 80).found(1, 1)
                .began(1, 1, AnswerSource.MEMORY, 26).closed(1);
        LaneView lane = lane(1);
        script.waits().roundEnds(1).waits();
        assertThat(lane(1).blocks().getLast().kind()).isEqualTo(BlockKind.WRITE);
        assertThat(lane(1).blocks().getLast().to()).isEqualTo(lane.closed());
    }

    @Test
    void blocksOfOneLaneFollowEachOtherAndDoNotOverlap() {
        script.opened(1).quickRequest(1, 1).quickRequest(1, 2).waits();
        long end = 0;
        for (LaneBlock block : lane(1).blocks()) {
            assertThat(block.from()).isGreaterThanOrEqualTo(end);
            assertThat(block.to()).isGreaterThanOrEqualTo(block.from());
            end = block.to();
        }
    }

    @Test
    void whatAnotherThreadLooksForOutlastsTheHandler() {
        script.opened(1).waits().ready(1, Script.IN).read(1, 80).found(1, 1).handled(1).roundEnds(1)
                .waits().roundEnds(0).began(1, 1, AnswerSource.FILE, 6_000_000);
        assertThat(kinds(1)).containsExactly(BlockKind.READ, BlockKind.FIND, BlockKind.WRITE);
        LaneBlock find = lane(1).blocks().get(1);
        assertThat(find.round()).isEqualTo(1);
        assertThat(find.to()).isEqualTo(lane(1).blocks().get(2).from());
    }

    @Test
    void aFullSendBufferIsWaitedForUntilThereIsRoom() {
        script.opened(1).waits().ready(1, Script.IN).read(1, 80).found(1, 1)
                .began(1, 1, AnswerSource.FILE, 500).interest(1, Change.MODIFY, Script.IN, Script.IN | Script.OUT)
                .wrote(1, 500, 200, true).handled(1).roundEnds(1)
                .waits().sleep(50_000).ready(1, Script.OUT).wrote(1, 300, 100, true).handled(1).roundEnds(1)
                .waits().sleep(50_000).ready(1, Script.OUT)
                .interest(1, Change.MODIFY, Script.IN | Script.OUT, Script.IN)
                .ended(1, 1).wrote(1, 200, 200, false).handled(1).roundEnds(1).waits();
        assertThat(kinds(1)).containsExactly(
                BlockKind.READ, BlockKind.FIND, BlockKind.WRITE, BlockKind.FULL, BlockKind.WRITE, BlockKind.FULL,
                BlockKind.WRITE);
        assertThat(lane(1).mask()).isEqualTo(Script.IN);
        assertThat(lane(1).blocks().get(3).to() - lane(1).blocks().get(3).from()).isGreaterThan(50_000);
        assertThat(lane(1).blocks().get(2).first(LoopEvent.InterestChanged.class)).isPresent();
    }

    @Test
    void roundsTellWhenTheLoopSleptAndWasWoken() {
        script.opened(1).waits();
        long asleep = script.now();
        script.sleep(3_000_000).ready(1, Script.IN).read(1, 80).handled(1).roundEnds(1).waits();
        Round round = Objects.requireNonNull(picture().last());
        assertThat(round.waitFrom()).isEqualTo(asleep);
        assertThat(round.waitTo()).isEqualTo(asleep + 3_000_000 + Script.MICRO);
        assertThat(round.end()).isEqualTo(round.waitTo() + 3 * Script.MICRO);
        assertThat(round.handled()).isEqualTo(1);
    }

    @Test
    void aWakeUpWithoutASocketIsARoundButNotTheLastOneTold() {
        script.opened(1).quickRequest(1, 1).waits().roundEnds(0).waits();
        assertThat(picture().rounds()).hasSize(2);
        assertThat(Objects.requireNonNull(picture().last()).number()).isEqualTo(1);
    }

    @Test
    void busyIsTheTimeInWhichTheLoopDidNotWait() {
        script.opened(1);
        for (int i = 1; i <= 10; i++) {
            script.waits().sleep(75_000_000).ready(1, Script.IN).sleep(25_000_000).handled(1).roundEnds(1);
        }
        script.waits();
        assertThat(story.picture(0, script.now(), 1).busy()).isCloseTo(0.25, within(0.01));
        long later = script.now() + 10 * SECOND;
        assertThat(story.picture(later - SECOND, later, 1).busy()).isZero();
    }

    @Test
    void anEarlierMomentIsShownAsItWas() {
        script.listed(new Interest(1, 41, Script.IN, Script.CLIENT))
                .waits().ready(1, Script.IN).handled(1).roundEnds(1);
        long then = script.now();
        script.waits().ready(1, Script.IN).interest(1, Change.MODIFY, Script.IN, Script.IN | Script.OUT).handled(1)
                .roundEnds(1).waits().opened(2);
        LoopPicture before = story.picture(0, then, 1);
        assertThat(before.lanes()).singleElement().satisfies(lane -> {
            assertThat(lane.mask()).isEqualTo(Script.IN);
            assertThat(lane.blocks()).hasSize(1);
        });
        assertThat(picture().lanes()).hasSize(2);
        assertThat(lane(1).mask()).isEqualTo(Script.IN | Script.OUT);
    }

    @Test
    void afterAGapNothingGoesOnForEverAndTheNextListIsBelieved() {
        script.opened(1).opened(2).waits().ready(1, Script.IN).read(1, 80).found(1, 1);
        story.gap(script.now());
        script.listed(new Interest(2, 42, Script.IN | Script.OUT, Script.CLIENT)).waits().sleep(SECOND);
        assertThat(kinds(1)).containsExactly(BlockKind.READ, BlockKind.FIND);
        assertThat(lane(1).blocks().getLast().to()).isLessThan(script.now() - SECOND / 2);
        assertThat(lane(1).closed()).isLessThan(script.now());
        assertThat(lane(2).mask()).isEqualTo(Script.IN | Script.OUT);
        assertThat(picture().connections()).isEqualTo(1);
    }

    @Test
    void theOldestIsForgottenAndNothingGrows() {
        script.opened(1);
        for (int i = 1; i <= LoopStory.MOST_BLOCKS; i++) {
            script.quickRequest(1, i);
        }
        script.waits();
        assertThat(story.isFull()).isTrue();
        assertThat(lane(1).blocks()).hasSizeLessThanOrEqualTo(LoopStory.MOST_BLOCKS);
        assertThat(picture().rounds().stream().mapToInt(round -> round.events().size()).sum())
                .isLessThanOrEqualTo(LoopStory.MOST_EVENTS);
        assertThat(story.oldest()).isPositive();
    }

    @Test
    void connectionsThatEndedLongAgoAreForgotten() {
        script.opened(1).waits().ready(1, Script.IN).closed(1).handled(1).roundEnds(1).opened(2);
        for (int i = 1; i <= LoopStory.MOST_BLOCKS; i++) {
            script.quickRequest(2, i);
        }
        assertThat(picture().lanes()).extracting(LaneView::connection).containsExactly(2L);
    }

    @Test
    void whatCannotBeToldApartIsDrawnOnce() {
        script.opened(1);
        for (int i = 1; i <= 1_000; i++) {
            script.quickRequest(1, i);
        }
        LoopPicture picture = story.picture(0, script.now(), script.now() / 10);
        assertThat(picture.lanes().getFirst().blocks()).hasSizeLessThanOrEqualTo(12);
        assertThat(picture.rounds()).hasSizeLessThanOrEqualTo(12);
    }
}
