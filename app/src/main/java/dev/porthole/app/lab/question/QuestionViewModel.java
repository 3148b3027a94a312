package dev.porthole.app.lab.question;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Predict, run, explain: a question, a vote by a show of hands, the run that answers it, and then the explanation.
 * Whoever has predicted what will happen sees more of it; so it does not run before.
 */
public final class QuestionViewModel {

    /** How far it has come. */
    public enum Phase {
        /** Nothing is asked. */
        NONE,
        /** Asked, and not yet answered by anybody. */
        ASKED,
        /** A vote was entered, or the question was skipped: it may run. */
        READY,
        /** It has run, or is running; the answer is not shown yet. */
        RUN,
        /** The right answer and the explanation are shown. */
        EXPLAINED
    }

    /**
     * What a class has predicted.
     *
     * @param question what it was asked
     * @param votes how many were for each answer
     */
    public record Vote(Question question, List<Integer> votes) {

        /** Copies the votes. */
        public Vote {
            votes = List.copyOf(votes);
        }
    }

    /** More hands than any classroom has. */
    private static final int MOST_VOTES = 999;

    private final ReadOnlyObjectWrapper<@Nullable Question> question = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.NONE);
    private final ReadOnlyBooleanWrapper mayRun = new ReadOnlyBooleanWrapper();
    private final ReadOnlyIntegerWrapper total = new ReadOnlyIntegerWrapper();
    private final Consumer<Vote> kept;
    private int[] votes = {};
    private Runnable run = () -> {};

    /** A bar without a question. */
    public QuestionViewModel(Consumer<Vote> kept) {
        this.kept = kept;
        mayRun.bind(phase.isEqualTo(Phase.READY));
    }

    /** Asks something; what was asked before is forgotten. */
    public void ask(Question asked, Runnable afterVote) {
        votes = new int[asked.answers()];
        total.set(0);
        run = afterVote;
        question.set(asked);
        phase.set(Phase.ASKED);
    }

    /** Adds hands for an answer, or takes some back. */
    public void vote(int answer, int more) {
        if (answer < 1 || answer > votes.length || phase.get() != Phase.ASKED && phase.get() != Phase.READY) {
            return;
        }
        votes[answer - 1] = Math.clamp(votes[answer - 1] + more, 0, MOST_VOTES);
        total.set(Arrays.stream(votes).sum());
        phase.set(total.get() > 0 ? Phase.READY : Phase.ASKED);
    }

    /** How many were for each answer. */
    public List<Integer> votes() {
        return IntStream.of(votes).boxed().toList();
    }

    /** Lets it run without a vote. */
    public void skip() {
        if (phase.get() == Phase.ASKED) {
            phase.set(Phase.READY);
        }
    }

    /** Runs what was asked about, once there is a prediction. */
    public void run() {
        Question asked = question.get();
        if (mayRun.get() && asked != null) {
            phase.set(Phase.RUN);
            if (total.get() > 0) {
                kept.accept(new Vote(asked, votes()));
            }
            run.run();
        }
    }

    /** Shows the right answer and why it is right: when it can be seen on the stage. */
    public void explain() {
        if (phase.get() == Phase.RUN) {
            phase.set(Phase.EXPLAINED);
        }
    }

    /** Asks nothing any longer. */
    public void clear() {
        question.set(null);
        votes = new int[0];
        total.set(0);
        run = () -> {};
        phase.set(Phase.NONE);
    }

    /** What is asked; null for nothing. */
    public ReadOnlyObjectProperty<@Nullable Question> questionProperty() {
        return question.getReadOnlyProperty();
    }

    /** How far it has come. */
    public ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /** Whether it may run now. */
    public ReadOnlyBooleanProperty mayRunProperty() {
        return mayRun.getReadOnlyProperty();
    }

    /** How many have voted. */
    public ReadOnlyIntegerProperty totalProperty() {
        return total.getReadOnlyProperty();
    }
}
