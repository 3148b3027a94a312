package dev.porthole.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.text.Language;
import dev.porthole.app.text.Messages;
import dev.porthole.server.conditions.Fault;
import dev.porthole.server.conditions.FaultRule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The list of faults is for people who never saw the command line. */
class FaultWordsTest {

    private final Messages messages = new Messages();

    private String words(Fault fault, HowOften often) {
        return FaultWords.of(new FaultRule("/img/*", fault, often.oneIn(), often.isAtRandom()), messages);
    }

    @Test
    void saysToWhatItHappensAndWhatHappensAndHowOften() {
        assertThat(words(new Fault.Status(503, null), HowOften.EVERY)).isEqualTo("/img/*: error 503 instead");
        assertThat(words(new Fault.Delay(Duration.ofSeconds(2)), HowOften.SECOND))
                .isEqualTo("/img/*: the answer comes 2 s later, every 2nd time");
        assertThat(words(new Fault.Delay(Duration.ofMillis(1_500)), HowOften.EVERY)).contains("1500 ms later");
        assertThat(words(new Fault.Cut(50, true), HowOften.THIRD))
                .isEqualTo("/img/*: cut off after 50 % of the content, every 3rd time");
        assertThat(words(new Fault.Cut(500, false), HowOften.EVERY)).contains("after 500 B of");
        assertThat(words(new Fault.Hang(), HowOften.ONE_IN_TEN))
                .isEqualTo("/img/*: no answer at all, 1 time in 10");
        messages.languageProperty().set(Language.CHINESE);
        assertThat(words(new Fault.Status(503, null), HowOften.SECOND))
                .isEqualTo("/img/*：改为返回错误 503，每 2 次一次");
    }
}
