package dev.porthole.app.lab.question;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.lab.question.QuestionViewModel.Phase;
import dev.porthole.app.lab.question.QuestionViewModel.Vote;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionViewModelTest {

    private static final Question QUESTION = new Question("lab.any", 3, 2);

    private final List<Vote> kept = new ArrayList<>();
    private final List<String> ran = new ArrayList<>();
    private final QuestionViewModel model = new QuestionViewModel(kept::add);

    @Test
    void nothingRunsBeforeAVote() {
        model.ask(QUESTION, () -> ran.add("it"));
        model.run();
        assertThat(ran).isEmpty();
        model.vote(1, 1);
        model.vote(1, -1);
        model.run();
        assertThat(ran).as("the only vote was taken back").isEmpty();
        model.vote(2, 1);
        model.run();
        assertThat(ran).containsExactly("it");
        assertThat(model.phaseProperty().get()).isEqualTo(Phase.RUN);
    }

    @Test
    void skippingRunsWithoutAVoteAndKeepsNone() {
        model.ask(QUESTION, () -> ran.add("it"));
        model.skip();
        model.run();
        assertThat(ran).containsExactly("it");
        assertThat(kept).isEmpty();
    }

    @Test
    void votesAreCountedAndKeptOnce() {
        model.ask(QUESTION, () -> {});
        for (int answer : new int[] {1, 2, 2, 3, 2}) {
            model.vote(answer, 1);
        }
        model.vote(3, -1);
        model.vote(3, -1);
        model.vote(4, 1);
        model.vote(0, 1);
        assertThat(model.totalProperty().get()).isEqualTo(4);
        model.run();
        model.run();
        model.vote(1, 1);
        assertThat(kept).containsExactly(new Vote(QUESTION, List.of(1, 3, 0)));
    }

    @Test
    void theAnswerIsShownOnlyAfterTheRun() {
        model.ask(QUESTION, () -> {});
        model.vote(1, 1);
        model.explain();
        assertThat(model.phaseProperty().get()).isEqualTo(Phase.READY);
        model.run();
        model.explain();
        assertThat(model.phaseProperty().get()).isEqualTo(Phase.EXPLAINED);
    }

    @Test
    void askingAgainBeginsAgain() {
        model.ask(QUESTION, () -> ran.add("first"));
        model.vote(1, 5);
        model.ask(QUESTION, () -> ran.add("second"));
        assertThat(model.votes()).containsExactly(0, 0, 0);
        assertThat(model.mayRunProperty().get()).isFalse();
        model.skip();
        model.run();
        assertThat(ran).containsExactly("second");
    }
}
