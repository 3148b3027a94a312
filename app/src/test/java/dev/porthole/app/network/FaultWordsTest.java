package dev.porthole.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.text.Language;
import dev.porthole.app.text.Messages;
import dev.porthole.server.conditions.Fault;
import dev.porthole.server.conditions.FaultRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults are told to people who never saw the command line. */
class FaultWordsTest {

    private final Messages messages = new Messages();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /img/*=status:503                      | /img/*: error 503 instead
            *=status:503;retry-after:5s            | *: error 503 instead, to be tried again after 5 s
            /a=delay:2s;every:2                    | /a: the answer comes 2 s later, every 2nd time
            /a=delay:1500ms                        | /a: the answer comes 1500 ms later
            /a=cut:50%;every:3                     | /a: cut off after 50 % of the content, every 3rd time
            /a=cut:500B;every:7                    | /a: cut off after 500 B of the content, once every 7 times
            /a=hang;one-in:10                      | /a: no answer at all, 1 time in 10
            """)
    void saysToWhatItHappensAndWhatHappensAndHowOften(String notation, String words) {
        assertThat(messages.say(FaultWords.of(notation).orElseThrow())).isEqualTo(words);
    }

    @Test
    void speaksChinese() {
        messages.languageProperty().set(Language.CHINESE);
        assertThat(messages.say(FaultWords.of(new FaultRule("/img/*", new Fault.Status(503, null), 2, false))))
                .isEqualTo("/img/*：改为返回错误 503，每 2 次出现 1 次");
    }

    /** The log shortens what is very long, and a log that is opened may come from anybody. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/very/long/pa…", "slow", "/a=explode"})
    void whatIsNoRuleHasNoWords(String notation) {
        assertThat(FaultWords.of(notation)).isEmpty();
    }
}
