package dev.porthole.app.lab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.lab.question.Question;
import dev.porthole.app.text.Messages;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LessonViewModelTest {

    private final AtomicLong now = new AtomicLong(-5_000_000_000L);
    private final LessonViewModel model = new LessonViewModel(Runnable::run, now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
        model.beat();
    }

    @Test
    void theClockGoesWhileItIsStartedOnly() {
        pass(Duration.ofMinutes(3));
        assertThat(model.secondsProperty().get()).isZero();
        model.toggle();
        pass(Duration.ofMinutes(2));
        model.toggle();
        pass(Duration.ofMinutes(10));
        model.toggle();
        pass(Duration.ofSeconds(5));
        assertThat(model.secondsProperty().get()).isEqualTo(125);
        model.reset();
        pass(Duration.ofMinutes(1));
        assertThat(model.secondsProperty().get()).isZero();
        assertThat(model.runningProperty().get()).isFalse();
    }

    @Test
    void tellsWhetherTheLessonIsOnTime() {
        model.toggle();
        model.show(LessonBlock.GHOSTS);
        pass(Duration.ofMinutes(11));
        assertThat(model.minutesBehind()).as("begun two minutes early").isEqualTo(-2);
        pass(Duration.ofMinutes(4));
        assertThat(model.minutesBehind()).as("at its time").isZero();
        pass(Duration.ofMinutes(4));
        assertThat(model.minutesBehind()).as("should be over").isEqualTo(3);
    }

    @Test
    void staysWithinTheLesson() {
        model.move(-1);
        assertThat(model.blockProperty().get()).isEqualTo(LessonBlock.THREADS);
        model.move(2);
        assertThat(model.blockProperty().get()).isEqualTo(LessonBlock.ECHO);
        model.move(1_000);
        assertThat(model.blockProperty().get()).isEqualTo(LessonBlock.LIMITS);
    }

    @Test
    void theBlocksFillTheLessonWithoutAGap() {
        int minute = 0;
        for (LessonBlock block : LessonBlock.values()) {
            assertThat(block.from()).as(block.name()).isEqualTo(minute);
            minute = block.to();
            assertThat(block.spare()).isEqualTo(block.from() >= 45);
        }
        assertThat(LessonBlock.TICKET.to()).isEqualTo(45);
    }

    @Test
    void everythingIsSaidInBothLanguages() {
        Messages messages = new Messages();
        for (LessonBlock block : LessonBlock.values()) {
            Stream.of("", ".does", ".appears", ".says").forEach(part ->
                    assertThat(messages.has(block.title() + part)).as(block.title() + part).isTrue());
            for (Question question : block.questions()) {
                Stream.concat(Stream.of(question.key(), question.explanation()), question.answerKeys().stream())
                        .forEach(key -> assertThat(messages.has(key)).as(key).isTrue());
            }
        }
    }
}
