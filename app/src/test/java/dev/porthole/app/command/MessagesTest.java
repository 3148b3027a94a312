package dev.porthole.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.AcceptPaused;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Pattern BLANK = Pattern.compile("%(?:\\d\\$)?(?:\\.\\d)?[a-mo-z]");

    private final ResourceBundle english = bundle(Locale.ROOT);
    private final ResourceBundle chinese = bundle(Locale.SIMPLIFIED_CHINESE);

    @Test
    void everyRuleAndOutcomeHasWords() {
        assertThat(english.keySet())
                .containsAll(keys("rule.", Rule.values()))
                .containsAll(keys("accept-paused.", AcceptPaused.Cause.values()))
                .contains("outcome." + Outcome.CLIENT_LEFT, "outcome." + Outcome.SERVER_CUT);
    }

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(english.keySet()).containsExactlyInAnyOrderElementsOf(chinese.keySet());
    }

    @Test
    void bothLanguagesLeaveTheSameBlanks() {
        for (String key : chinese.keySet()) {
            assertThat(blanks(chinese.getString(key))).as(key).isEqualTo(blanks(english.getString(key)));
        }
    }

    private static List<String> keys(String prefix, Enum<?>... constants) {
        return Arrays.stream(constants).map(constant -> prefix + constant).toList();
    }

    private static List<String> blanks(String message) {
        return BLANK.matcher(message).results()
                .map(match -> match.group().replaceAll("\\d\\$", ""))
                .sorted()
                .toList();
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "dev.porthole.app.command.messages",
                locale,
                new ResourceBundle.Control() {
                    @Override
                    public List<Locale> getCandidateLocales(String baseName, Locale wanted) {
                        return List.of(wanted);
                    }
                });
    }
}
