package dev.porthole.app.lab.trigger;

import dev.porthole.app.lab.lesson.LessonBlock;
import dev.porthole.app.lab.question.Question;
import dev.porthole.lab.trigger.GuidedStep;
import org.jspecify.annotations.Nullable;

/** What a class is asked before a step that most people predict wrongly: in the lesson, too, some of it. */
final class TriggerQuestions {

    private TriggerQuestions() {}

    /** The question before a step, or null. */
    static @Nullable Question before(GuidedStep step) {
        return switch (step.name()) {
            case "byeRead" -> new Question("lab.trigger.question.byeRead", 2, 2);
            case "little" -> new Question("lab.trigger.question.little", 2, 2);
            default -> LessonBlock.TRIGGERS.questions().stream()
                    .filter(each -> isAbout(each, step)).findFirst().orElse(null);
        };
    }

    /** Whether a step answers a question: both have the same name. */
    static boolean isAbout(Question question, GuidedStep step) {
        return question.key().endsWith("." + step.name());
    }
}
