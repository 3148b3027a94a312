package dev.porthole.app.lab.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.Await;
import dev.porthole.app.lab.ClassTrace;
import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.question.Question;
import dev.porthole.app.lab.question.QuestionViewModel.Phase;
import dev.porthole.app.platform.Threads;
import dev.porthole.lab.LabSupport;
import dev.porthole.lab.cost.ReadyCount;
import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CostViewModelTest {

    private final Await.Stage stage = new Await.Stage();
    private final Threads threads = Threads.with(stage.executor());
    private final LabFrame frame = stage.call(() -> new LabFrame(threads, new ClassTrace(Clock.systemUTC())));
    private final CostViewModel model = stage.call(() -> new CostViewModel(frame));

    @AfterEach
    void end() {
        stage.run(frame::closeRuns);
        threads.close();
        stage.close();
    }

    @Test
    void nothingIsMeasuredBeforeTheClassHasPredicted() {
        stage.run(() -> {
            model.run().setInView(true);
            model.predict();
        });
        assertThat(stage.call(() -> model.run().lockedBinding().get())).isTrue();
        stage.run(() -> model.step());
        assertThat(stage.call(() -> model.run().runningProperty().get())).isFalse();
        stage.run(() -> frame.question().vote(1, 5));
        assertThat(stage.call(() -> model.run().lockedBinding().get())).isFalse();
        assertThat(stage.call(model::showsReference)).as("the old figures tell the answer").isFalse();
    }

    @Test
    void whatIsMeasuredAnswersTheQuestion() {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
        stage.run(() -> {
            model.run().setInView(true);
            model.predict();
            frame.question().vote(3, 1);
            model.step();
        });
        stage.until("the answer is explained", () -> frame.question().phaseProperty().get() == Phase.EXPLAINED);
        stage.run(() -> {
            assertThat(model.rows()).isNotEmpty().allSatisfy(row -> assertThat(row.nanos()).hasSize(3)
                    .allSatisfy(nanos -> assertThat(nanos).isPositive()));
            assertThat(model.rows().getFirst().size()).isEqualTo(10);
            assertThat(model.run().findings()).isNotEmpty();
            assertThat(Objects.requireNonNull(model.machineProperty().get()).arguments().getFirst().toString())
                    .startsWith("Linux");
            assertThat(model.showsReference()).isTrue();
            model.readyProperty().set(ReadyCount.ALL);
            assertThat(model.rows()).as("nothing measured for all ready").isEmpty();
            assertThat(model.showsReference()).isFalse();
            assertThat(Objects.requireNonNull(frame.question().questionProperty().get()).key())
                    .isEqualTo("lab.ask.all");
            model.readyProperty().set(ReadyCount.ONE);
            assertThat(model.rows()).as("still there").isNotEmpty();
            assertThat(frame.question().phaseProperty().get()).isEqualTo(Phase.NONE);
        });
    }

    @Test
    void aQuestionOfTheLessonIsAnsweredByWhatItIsAbout() {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
        stage.run(() -> {
            frame.ask(new Question("lab.ask.all", 2, 1), model::step);
            frame.question().skip();
            frame.question().run();
            assertThat(model.readyProperty().get()).isEqualTo(ReadyCount.ALL);
            assertThat(model.run().runningProperty().get()).isTrue();
            assertThat(frame.question().phaseProperty().get()).isEqualTo(Phase.RUN);
        });
    }

    @Test
    void whatIsOutOfViewAsksNothing() {
        stage.run(() -> {
            model.reset();
            assertThat(frame.question().phaseProperty().get()).isEqualTo(Phase.NONE);
        });
    }

    @Test
    void stopEndsTheRunAndResetForgetsIt() {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
        stage.run(() -> {
            model.measure();
            assertThat(model.run().runningProperty().get()).isTrue();
            model.step();
            assertThat(model.run().runningProperty().get()).isFalse();
            assertThat(model.run().stateProperty().get().key()).isEqualTo("lab.state.stopped");
            model.reset();
            assertThat(model.rows()).isEmpty();
            assertThat(model.run().stateProperty().get().key()).isEqualTo("lab.state.ready");
        });
    }
}
