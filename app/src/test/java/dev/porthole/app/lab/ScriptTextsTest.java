package dev.porthole.app.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.text.Language;
import dev.porthole.app.text.Messages;
import dev.porthole.lab.LabSupport;
import dev.porthole.lab.Scripts;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.script.Script;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether everything that a script tells can be said in every language. */
class ScriptTextsTest {

    private final Messages messages = new Messages();

    static List<Script> scripts() {
        return Scripts.all();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyKeyHasWordsAndEveryGapIsFilled(Script script) throws InterruptedException {
        assumeTrue(script.evidence() != Evidence.KERNEL || LabSupport.kernel());
        List<LabEvent> events = new CopyOnWriteArrayList<>();
        try (LabSession session = new LabSession(events::add)) {
            script.run(session);
            assertThat(session.failure()).isNull();
        }
        Set<String> missing = new TreeSet<>();
        check("lab.script." + script.name(), List.of(), missing);
        for (LabEvent event : events) {
            switch (event) {
                case LabEvent.Step step -> check(step.key(), step.arguments(), missing);
                case LabEvent.Finding finding -> check(finding.key(), finding.arguments(), missing);
                case LabEvent.Told told -> check(told.row(), List.of(), missing);
                default -> {
                    // Says what was said, in no language.
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(events).as("a lesson is learnt").anyMatch(LabEvent.Finding.class::isInstance);
    }

    private void check(String key, List<String> arguments, Set<String> missing) {
        if (!messages.has(key)) {
            missing.add(key);
        }
        for (Language language : Language.values()) {
            if (messages.pattern(language, key).contains("{" + arguments.size() + "}")) {
                missing.add(key + " has more gaps than " + arguments);
            }
        }
    }
}
