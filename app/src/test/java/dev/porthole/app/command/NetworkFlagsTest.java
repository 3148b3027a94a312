package dev.porthole.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porthole.server.conditions.Fault;
import dev.porthole.server.conditions.FaultRule;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkFlagsTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "/api/*=delay:2s", "/a=delay:1500ms;every:3", "*=status:503;retry-after:5s;one-in:10", "*=cut:50%",
        "*.zip=cut:10kB", "/x=cut:0B", "/a=b/*=hang", "/ü=hang;every:2"})
    void aRuleIsReadAsItIsWritten(String text) throws Exception {
        assertThat(NetworkFlags.rule(text)).hasToString(text);
    }

    @Test
    void capitalsAndOrderDoNotMatter() throws Exception {
        assertThat(NetworkFlags.rule("/a=STATUS:500;every:2;retry-after:1s")).isEqualTo(
                new FaultRule("/a", new Fault.Status(500, Duration.ofSeconds(1)), 2, false));
        assertThat(NetworkFlags.rule("/a=Hang")).isEqualTo(new FaultRule("/a", new Fault.Hang()));
    }

    @ParameterizedTest
    @CsvSource({
        "hang, error.fault", "/a=explode, error.fault", "/a=hang:1, error.fault", "/a=hang;often:2, error.fault",
        "/a=hang;retry-after:5s, error.fault", "a=hang, error.fault-path", "=hang, error.fault-path",
        "/a=delay:2, error.fault-delay", "/a=delay:61s, error.fault-delay", "/a=delay, error.fault-delay",
        "/a=status:200, error.fault-status", "/a=status:abc, error.fault-status", "/a=cut:half, error.fault-cut",
        "/a=cut:101%, error.fault-cut", "/a=hang;every:0, error.fault-often", "/a=hang;every:x, error.fault-often",
        "/a=status:503;retry-after:x, error.fault-retry"})
    void whatIsWrongIsSaid(String text, String key) {
        assertThatThrownBy(() -> NetworkFlags.rule(text)).isInstanceOf(UsageException.class)
                .hasMessage(messageOf(key, text));
    }

    /** The sentence is the right one if it begins as that of its key does. */
    private static String messageOf(String key, String text) {
        UsageException thrown = catchUsage(text);
        String pattern = java.util.ResourceBundle.getBundle("dev.porthole.app.command.messages", java.util.Locale.ROOT)
                .getString(key);
        String expected = pattern.substring(pattern.indexOf("%s") + 2).split("%", -1)[0];
        assertThat(thrown.getMessage()).contains(expected);
        return thrown.getMessage();
    }

    private static UsageException catchUsage(String text) {
        try {
            FaultRule rule = NetworkFlags.rule(text);
            throw new AssertionError("understood as " + rule);
        } catch (UsageException e) {
            return e;
        }
    }
}
