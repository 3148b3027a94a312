package dev.porthole.lab.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porthole.lab.LabSupport;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.LabSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On the model, which every computer has. */
class TriggerExperimentTest {

    private final LabSession session = new LabSession(event -> { });
    private final TriggerExperiment experiment = TriggerExperiment.onModel(session, Act.READING.watchers());

    @AfterEach
    void end() {
        session.close();
    }

    @Test
    void saysWhyEachAnswersAsItDoes() {
        experiment.perform(new Action.Send(100));
        assertThat(reasons()).containsExactly(Reason.ARRIVED, Reason.NEW_EDGE, Reason.ONCE);
        assertThat(reasons()).containsExactly(Reason.STILL_THERE, Reason.NO_ARRIVAL, Reason.DISARMED);
        experiment.perform(new Action.Read(40));
        assertThat(reasons()).containsExactly(Reason.STILL_THERE, Reason.NO_ARRIVAL, Reason.DISARMED);
        experiment.perform(new Action.Send(10));
        experiment.perform(new Action.Modify(Watcher.ONESHOT));
        assertThat(reasons()).containsExactly(Reason.ARRIVED, Reason.NEW_EDGE, Reason.ONCE);
        experiment.perform(new Action.Modify(Watcher.ET));
        assertThat(reasons()).containsExactly(Reason.STILL_THERE, Reason.BY_HAND, Reason.DISARMED);
        assertThat(experiment.perform(new Action.Drain(64)).results()).containsExactly(64, 6, -11);
        assertThat(reasons()).containsExactly(Reason.NOTHING_THERE, Reason.NOTHING_THERE, Reason.DISARMED);
    }

    private List<Reason> reasons() {
        return experiment.perform(new Action.Wait(experiment.watchers())).answers().stream()
                .map(Outcome.Answer::reason).toList();
    }

    @Test
    void knowsThatRoomToWriteIsALevelToo() {
        TriggerExperiment both = TriggerExperiment.onModel(session, List.of(Watcher.IN_OUT_ET, Watcher.OUT));
        Action wait = new Action.Wait(both.watchers());
        assertThat(both.perform(wait).answers()).extracting(Outcome.Answer::reason)
                .containsExactly(Reason.NEW_EDGE, Reason.ROOM);
        assertThat(both.perform(wait).answers()).extracting(Outcome.Answer::reason)
                .containsExactly(Reason.NO_ARRIVAL, Reason.ROOM);
    }

    @Test
    void aNewConnectionBeginsAnew() {
        experiment.perform(new Action.Send(100));
        assertThat(experiment.perform(new Action.Reset()).open()).isFalse();
        assertThat(experiment.perform(new Action.Connect())).returns(true, Outcome::open).returns(0, Outcome::unread);
        assertThat(reasons()).containsOnly(Reason.NOTHING_THERE);
    }

    @Test
    void theModelDoesNotPretendToKnowOfWriting() {
        assertThat(experiment.evidence()).isEqualTo(Evidence.MODEL);
        assertThatThrownBy(() -> experiment.perform(new Action.Fill()))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theModelNeverTouchesTheCLibrary() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                java, "-Dos.name=Windows 11", "-Xshare:auto", "-verbose:class", "-cp",
                System.getProperty("java.class.path"), OnTheModel.class.getName())
                .redirectErrorStream(true).start();
        String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(loaded).contains("dev.porthole.lab.trigger.TriggerModel", "kernel: false", "told: 23")
                .doesNotContain("dev.porthole.lab.system.Libc");
    }

    /** A program that plays both acts of the model. */
    static final class OnTheModel {

        private OnTheModel() {}

        /** Prints how many answers it got. */
        public static void main(String[] arguments) {
            System.out.println("kernel: " + LabSupport.kernel());
            List<Outcome.Answer> told = new ArrayList<>();
            for (Act act : List.of(Act.READING, Act.CLOSE)) {
                try (LabSession session = new LabSession(event -> { })) {
                    Guide guide = new Guide(session, TriggerExperiment.onModel(session, act.watchers()), act);
                    while (guide.hasNext()) {
                        guide.step().outcomes().forEach(outcome -> told.addAll(
                                outcome.answers().stream().filter(answer -> answer.reason().told()).toList()));
                    }
                }
            }
            System.out.println("told: " + told.size());
        }
    }
}
