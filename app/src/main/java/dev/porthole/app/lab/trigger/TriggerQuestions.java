package dev.porthole.app.lab.trigger;

import dev.porthole.app.lab.question.Question;
import dev.porthole.lab.trigger.GuidedStep;
import org.jspecify.annotations.Nullable;

/** What a class is asked before a step that most people predict wrongly. */
final class TriggerQuestions {

    private TriggerQuestions() {}

    /** The question before a step, or null. */
    static @Nullable Question before(GuidedStep step) {
        return switch (step.name()) {
            case "part" -> question(step, 4, 1);
            case "more" -> question(step, 4, 3);
            case "byeRead", "little" -> question(step, 2, 2);
            default -> null;
        };
    }

    private static Question question(GuidedStep step, int answers, int right) {
        return new Question("lab.trigger.question." + step.name(), answers, right);
    }
}
