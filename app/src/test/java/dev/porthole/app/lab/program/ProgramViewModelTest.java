package dev.porthole.app.lab.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.Await;
import dev.porthole.app.lab.ClassTrace;
import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.program.ClientRow.Place;
import dev.porthole.app.lab.question.QuestionViewModel;
import dev.porthole.app.platform.Threads;
import dev.porthole.lab.LabSupport;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.program.ProgramExperiment.Action;
import dev.porthole.lab.program.ProgramState;
import dev.porthole.lab.program.ProgramState.Phase;
import dev.porthole.lab.program.ScriptedClient;
import dev.porthole.lab.program.Switch;
import dev.porthole.lab.program.Trigger;
import dev.porthole.lab.program.Tutorial;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person can do with the programs, on the real kernel and without a window. */
class ProgramViewModelTest {

    private final Await.Stage stage = new Await.Stage();
    private final Threads threads = Threads.with(stage.executor());
    private final LabFrame frame =
            stage.call(() -> new LabFrame(threads, new ClassTrace(Clock.systemUTC())));
    private final ProgramViewModel model = stage.call(() -> new ProgramViewModel(frame));

    @BeforeEach
    void onlyOnLinux() {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
    }

    @AfterEach
    void end() {
        stage.run(frame::closeRuns);
        stage.close();
        threads.close();
    }

    /** With the beats of the window, which bring the events. */
    private void until(String what, Callable<Boolean> condition) {
        Await.until(what, () -> {
            frame.beat();
            return stage.call(condition);
        });
    }

    private void untilState(String what, Predicate<ProgramState> wanted) {
        until(what, () -> model.pictureProperty().get().state().filter(wanted).isPresent());
    }

    private void start() {
        stage.run(() -> model.start(0));
        untilState("it waits", state -> state.phase() == Phase.WAITING);
    }

    private ScriptedClient client() {
        stage.run(model::addClient);
        until("a client is accepted", () -> model.pictureProperty().get().rows().stream()
                .anyMatch(row -> row.place() == Place.CONNECTED));
        return stage.call(() -> Objects.requireNonNull(model.pictureProperty().get().rows().getFirst().client()));
    }

    private void answerTheQuestion() {
        until("the class is asked",
                () -> frame.question().phaseProperty().get() == QuestionViewModel.Phase.ASKED);
        stage.run(() -> {
            frame.question().skip();
            frame.question().run();
        });
    }

    @Test
    void beginsAsTheTutorialHasIt() {
        assertThat(model.switchesProperty().get()).isEqualTo(Tutorial.ECHO.origin());
        assertThat(model.switchesProperty().get().mended()).isEmpty();
        stage.run(() -> model.choose(Tutorial.WEB));
        assertThat(model.switchesProperty().get()).isEqualTo(Tutorial.WEB.origin());
        assertThat(model.runningProperty().get()).isFalse();
    }

    @Test
    void tenByesLeaveTenGhostsAndTheClassIsAskedBefore() {
        start();
        stage.run(model::sayByes);
        assertThat(stage.call(() -> model.pictureProperty().get().rows())).as("nothing before the vote").isEmpty();
        answerTheQuestion();
        untilState("ten ghosts are here", state -> state.ghosts() == 10 && state.phase() == Phase.WAITING);
        until("it is explained",
                () -> frame.question().phaseProperty().get() == QuestionViewModel.Phase.EXPLAINED);
        until("the byes are printed", () -> model.lines().stream().filter("recv:bye"::equals).count() == 10);
        assertThat(stage.call(() -> model.lines().stream().filter(line -> line.contains("offline")).count()))
                .isZero();
        assertThat(stage.call(() -> model.pictureProperty().get().rows()))
                .allMatch(row -> row.place() == Place.GHOST && row.client() == null).hasSize(10);
    }

    @Test
    void theFixedProgramMissesAllOfThem() {
        stage.run(() -> model.preset(true));
        start();
        stage.run(model::sayByes);
        until("all are missed",
                () -> model.lines().stream().filter(line -> line.endsWith("---offline---")).count() == 10);
        untilState("no ghosts are here", state -> state.ghosts() == 0 && state.offline() == 10);
    }

    @Test
    void drainAloneBlocksUntilItIsFreedAndNonBlockingMendsIt() {
        start();
        ScriptedClient client = client();
        stage.run(() -> model.put(Switch.DRAIN, true));
        assertThat(stage.call(() -> model.switchesProperty().get().on(Switch.DRAIN))).isFalse();
        answerTheQuestion();
        stage.run(() -> model.perform(client, Action.SAY));
        untilState("it is blocked", state -> state.phase() == Phase.BLOCKED && state.call().equals("recvfrom"));
        until("it is explained",
                () -> frame.question().phaseProperty().get() == QuestionViewModel.Phase.EXPLAINED);
        assertThat(stage.call(() -> frame.code().callProperty().get())).isEqualTo("recvfrom");
        stage.run(model::free);
        untilState("it waits again", state -> state.phase() == Phase.WAITING && state.offline() == 1);
        until("the client is seen to be closed by the program", () -> model.pictureProperty().get().rows().stream()
                .map(ClientRow::place).toList().equals(List.of(Place.LEFT)));
        stage.run(() -> model.put(Switch.NON_BLOCKING, true));
        stage.run(model::addClient);
        untilState("another one is accepted", state -> state.accepted() == 2);
        ScriptedClient other = stage.call(() -> Objects.requireNonNull(model.pictureProperty().get().rows().stream()
                .filter(row -> row.place() == Place.CONNECTED).findFirst().orElseThrow().client()));
        stage.run(() -> model.perform(other, Action.SAY));
        untilState("it is heard", state -> state.messages() == 2 && state.phase() == Phase.WAITING);
    }

    @Test
    void aSpinIsStoppedAndGoesOnWhenTold() {
        stage.run(() -> model.trigger(Trigger.LEVEL));
        start();
        ScriptedClient client = client();
        stage.run(() -> model.perform(client, Action.RESET));
        untilState("it is stopped", state -> state.phase() == Phase.SPINNING);
        long rounds = stage.call(() -> model.pictureProperty().get().state().orElseThrow().rounds());
        stage.run(model::free);
        untilState("it is stopped again", state -> state.phase() == Phase.SPINNING && state.rounds() > rounds);
        assertThat(stage.call(() -> model.calls().size())).isLessThanOrEqualTo(ProgramViewModel.MOST_LINES);
    }

    @Test
    void oneByteEndsItAndItCanBeStartedAgain() {
        start();
        ScriptedClient client = client();
        stage.run(() -> model.perform(client, Action.SEND_FF));
        until("it has ended", () -> model.endedProperty().get().startsWith("UnicodeDecodeError: "));
        until("it does not run", () -> !model.runningProperty().get());
        start();
        assertThat(stage.call(() -> model.endedProperty().get())).isEmpty();
    }

    @Test
    void fiveAtOnceAreOneEdge() {
        start();
        stage.run(model::addAtOnce);
        untilState("one is accepted, four wait",
                state -> state.accepted() == 1 && state.waiting() == 4 && state.phase() == Phase.WAITING);
        until("four are shown as waiting", () -> model.pictureProperty().get().rows().stream()
                .filter(row -> row.place() == Place.WAITING).count() == 4);
        stage.run(() -> model.gate(true));
        untilState("it stands at the gate", state -> state.phase() == Phase.AT_GATE);
        stage.run(() -> model.put(Switch.NON_BLOCKING, true));
        stage.run(() -> model.put(Switch.ACCEPT_ALL, true));
        stage.run(model::addClient);
        untilState("five wait", state -> state.waiting() == 5);
        stage.run(() -> model.gate(false));
        untilState("all are accepted", state -> state.accepted() == 6 && state.waiting() == 0);
    }

    @Test
    void theWebProgramAnswersItsClientsAndTellsWhatTheyGot() {
        stage.run(() -> model.choose(Tutorial.WEB));
        start();
        ScriptedClient client = client();
        stage.run(() -> model.perform(client, Action.GET_MISSING));
        until("the answer is told", () -> model.calls().stream().anyMatch(event ->
                event instanceof LabEvent.Step step && step.key().equals("lab.programs.step.answer")
                        && step.arguments().equals(List.of("client A", "HTTP/1.1 404 not found", "25", "12"))));
    }

    @Test
    void resetEndsItAndPutsTheSwitchesBack() {
        start();
        client();
        stage.run(() -> model.put(Switch.TEST_BITS, true));
        stage.run(model::reset);
        assertThat(stage.call(() -> model.runningProperty().get())).isFalse();
        assertThat(stage.call(() -> model.switchesProperty().get())).isEqualTo(Tutorial.ECHO.origin());
        assertThat(stage.call(() -> model.lines())).isEmpty();
        assertThat(stage.call(() -> model.pictureProperty().get())).isEqualTo(ProgramPicture.EMPTY);
    }
}
