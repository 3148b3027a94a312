package dev.porthole.app.lab.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.Await;
import dev.porthole.app.lab.ClassTrace;
import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.lesson.LessonBlock;
import dev.porthole.app.lab.question.QuestionViewModel.Phase;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.text.Phrase;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.trigger.Act;
import dev.porthole.lab.trigger.Action;
import dev.porthole.lab.trigger.Outcome.Answer;
import dev.porthole.lab.trigger.Reason;
import dev.porthole.lab.trigger.Watcher;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the model, so that it holds on every computer. */
class TriggerViewModelTest {

    private final Await.Stage window = new Await.Stage();
    private final Threads threads = Threads.with(window.executor());
    private final LabFrame frame = new LabFrame(threads, new ClassTrace(Clock.systemUTC()));
    private final TriggerViewModel model = new TriggerViewModel(frame);

    @BeforeEach
    void onTheModel() {
        window.run(() -> model.evidenceProperty().set(Evidence.MODEL));
    }

    @AfterEach
    void end() {
        window.run(model::reset);
        threads.close();
        window.close();
    }

    @Test
    void aStepFillsARowAndSaysWhatIsToBeLearnt() {
        step(1);
        window.run(() -> {
            assertThat(model.rows()).hasSize(2);
            assertThat(model.rows().getFirst())
                    .isEqualTo(new TriggerRow.Done(Phrase.of("lab.trigger.step.send", 100), ""));
            assertThat(reasons()).containsExactly(Reason.ARRIVED, Reason.NEW_EDGE, Reason.ONCE);
            assertThat(model.unreadProperty().get()).isEqualTo(100);
            assertThat(model.findingProperty().get()).isEqualTo(Phrase.of("lab.trigger.finding.sent"));
            assertThat(model.wakeUpsProperty(Watcher.ET).get()).isEqualTo(1);
        });
    }

    @Test
    void asksBeforeTheStepThatMostPredictWrongly() {
        step(1);
        step(2);
        window.run(() -> {
            model.step();
            model.step();
            assertThat(model.stepsDoneProperty().get()).as("waits for a vote").isEqualTo(2);
            assertThat(frame.question().phaseProperty().get()).isEqualTo(Phase.ASKED);
            frame.question().vote(1, 20);
            model.step();
        });
        awaitSteps(3);
        window.run(() -> {
            assertThat(reasons()).containsExactly(Reason.STILL_THERE, Reason.NO_ARRIVAL, Reason.DISARMED);
            assertThat(frame.question().phaseProperty().get()).isEqualTo(Phase.EXPLAINED);
            assertThat(frame.trace().votes()).hasSize(1);
        });
    }

    @Test
    void aQuestionOfTheLessonIsAnsweredByItsStep() {
        window.run(() -> {
            model.actProperty().set(Act.CLOSE);
            frame.ask(LessonBlock.TRIGGERS.questions().getLast(), model::step);
            frame.question().skip();
            frame.question().run();
        });
        awaitSteps(4);
        window.run(() -> {
            assertThat(model.actProperty().get()).isEqualTo(Act.READING);
            assertThat(model.unreadProperty().get()).isEqualTo(70);
            assertThat(frame.question().phaseProperty().get()).isEqualTo(Phase.EXPLAINED);
            frame.ask(LessonBlock.TRIGGERS.questions().getFirst(), model::step);
            frame.question().skip();
            frame.question().run();
        });
        awaitSteps(3);
        window.run(() -> assertThat(model.unreadProperty().get()).isEqualTo(60));
    }

    @Test
    void everyActOfTheModelGoesToItsEndAndBeginsAgain() {
        for (Act act : List.of(Act.READING, Act.CLOSE)) {
            window.run(() -> model.actProperty().set(act));
            for (int i = 1; i <= act.steps().size(); i++) {
                step(i);
                int done = i;
                window.run(() -> assertThat(model.findingProperty().get()).isNotNull()
                        .extracting(Phrase::key)
                        .isEqualTo("lab.trigger.finding." + act.steps().get(done - 1).name()));
            }
            window.run(model::step);
            awaitSteps(1);
        }
    }

    @Test
    void afterFreePlayTheGuideBeginsAnew() {
        step(1);
        window.run(() -> {
            model.perform(new Action.Read(40));
            model.perform(new Action.Wait(Act.READING.watchers()));
        });
        window.until("both are done", () -> model.rows().size() == 4);
        window.run(() -> {
            assertThat(model.rows().get(2))
                    .isEqualTo(new TriggerRow.Done(Phrase.of("lab.trigger.step.read", 40), "40"));
            assertThat(model.findingProperty().get()).isNull();
            model.step();
        });
        awaitSteps(1);
        window.run(() -> assertThat(model.rows()).hasSize(2));
    }

    @Test
    void whatHasBecomeImpossibleIsLeftOut() {
        window.run(() -> {
            model.perform(new Action.Reset());
            model.perform(new Action.Reset());
            model.perform(new Action.Send(10));
            model.perform(new Action.Read(40));
        });
        window.until("the last is done", () -> model.rows().size() == 2);
        window.run(() -> {
            assertThat(model.rows().getLast())
                    .isEqualTo(new TriggerRow.Done(Phrase.of("lab.trigger.step.read", 40), "ECONNRESET"));
            assertThat(model.resettableProperty().get()).isFalse();
        });
    }

    @Test
    void whatTheModelDoesNotKnowIsShownOnTheKernelOnly() {
        window.run(() -> {
            model.actProperty().set(Act.WRITING);
            assertThat(model.evidenceProperty().get()).isEqualTo(Evidence.KERNEL);
        });
    }

    @Test
    void whatTheFrameEndsCanBeginAnew() {
        step(1);
        window.run(frame::closeRuns);
        window.run(model::step);
        awaitSteps(1);
        window.run(() -> assertThat(model.rows()).hasSize(2));
    }

    private void step(int number) {
        window.run(() -> {
            model.step();
            if (frame.question().phaseProperty().get() == Phase.ASKED) {
                frame.question().skip();
                model.step();
            }
        });
        awaitSteps(number);
    }

    private void awaitSteps(int number) {
        window.until("step " + number + " is done", () -> model.stepsDoneProperty().get() == number);
    }

    private List<Reason> reasons() {
        return ((TriggerRow.Told) model.rows().getLast()).answers().stream().map(Answer::reason).toList();
    }
}
