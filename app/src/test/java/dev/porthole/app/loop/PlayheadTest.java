package dev.porthole.app.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlayheadTest {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;

    private final LoopStory story = new LoopStory();
    private final Script script = new Script(story);
    private final Playhead head = new Playhead();

    @BeforeEach
    void begin() {
        script.sleep(SECOND).opened(1).waits().roundEnds(0);
        head.move(story, script.now());
    }

    @Test
    void liveIsNow() {
        script.sleep(SECOND);
        head.move(story, script.now());
        assertThat(head.at()).isEqualTo(script.now());
        assertThat(head.isLive()).isTrue();
    }

    @Test
    void frozenStandsWhateverHappens() {
        head.setFrozen(true);
        long at = head.at();
        script.sleep(SECOND).waits().ready(1, Script.IN).handled(1).roundEnds(1).waits();
        head.move(story, script.now());
        assertThat(head.at()).isEqualTo(at);
    }

    @Test
    void slowMotionPassesOverSleepAndIsSlowWhereSomethingHappens() {
        head.setSpeed(Speed.THOUSANDTH);
        script.sleep(5 * SECOND).quickRequest(1, 1).waits();
        long wakeUp = Objects.requireNonNull(story.next(head.at())).waitTo();
        head.move(story, script.now());
        assertThat(head.at()).as("just before the wake-up").isBetween(wakeUp - Speed.THOUSANDTH.span(), wakeUp);
        long at = head.at();
        script.sleep(100 * MILLI);
        head.move(story, script.now());
        assertThat(head.at() - at).isEqualTo(100 * MILLI / 1_000);
    }

    @Test
    void slowMotionWaitsWhereItHasCaughtUp() {
        head.setSpeed(Speed.HUNDREDTH);
        script.quickRequest(1, 1).waits();
        for (int i = 0; i < 1_000; i++) {
            script.sleep(100 * MILLI);
            head.move(story, script.now());
        }
        assertThat(head.at()).isLessThan(story.newest() + Speed.HUNDREDTH.span());
        assertThat(head.at()).isGreaterThanOrEqualTo(story.newest());
    }

    @Test
    void theNextWakeUpIsWaitedForAndThenShown() {
        head.toNext(story);
        assertThat(head.awaitsNext()).isTrue();
        script.sleep(SECOND).quickRequest(1, 1).waits();
        head.move(story, script.now());
        assertThat(head.awaitsNext()).isFalse();
        assertThat(head.isFrozen()).isTrue();
        assertThat(story.picture(0, head.at(), 1).last()).isNotNull();
    }

    @Test
    void eachStepGoesToTheWakeUpAfterTheLast() {
        head.setFrozen(true);
        script.sleep(SECOND).quickRequest(1, 1).quickRequest(1, 2).quickRequest(1, 3).waits();
        for (int round = 2; round <= 4; round++) {
            head.toNext(story);
            Round shown = story.picture(0, head.at(), 1).last();
            assertThat(shown).isNotNull();
            assertThat(Objects.requireNonNull(shown).number()).isEqualTo(round);
        }
    }
}
