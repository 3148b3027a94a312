package dev.porthole.server.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.porthole.server.conditions.Fault.Cut;
import dev.porthole.server.conditions.Fault.Delay;
import dev.porthole.server.conditions.Fault.Hang;
import dev.porthole.server.conditions.Fault.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultRuleTest {

    @ParameterizedTest
    @CsvSource({
        "/, /, true", "/, /a, false", "*, /, true", "*, /a/b.png, true", "/a, /a, true", "/a, /A, false",
        "/a, /a/, false", "/api/*, /api/, true", "/api/*, /api/x/y, true", "/api/*, /api, false",
        "*.png, /img/a.png, true", "*.png, /img/a.png.txt, false", "/*/b/*.js, /a/b/c/d.js, true",
        "/*a*a*a*b, /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false", "**, /x, true", "/ü*, /üben, true"})
    void aStarStandsForAnything(String pattern, String path, boolean meant) {
        assertThat(new FaultRule(pattern, new Hang()).matches(path)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a/*", "?"})
    void aPathBeginsWithASlashOrAStar(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FaultRule(pattern, new Hang()));
    }

    @Test
    void isWrittenAsTheCommandLineReadsIt() {
        assertThat(new FaultRule("/a", new Delay(Duration.ofSeconds(2)))).hasToString("/a=delay:2s");
        assertThat(new FaultRule("/a", new Delay(Duration.ofMillis(1_500)), 3, false))
                .hasToString("/a=delay:1500ms;every:3");
        assertThat(new FaultRule("*", new Status(503, Duration.ofSeconds(5)), 10, true))
                .hasToString("*=status:503;retry-after:5s;one-in:10");
        assertThat(new FaultRule("*", new Cut(50, true))).hasToString("*=cut:50%");
        assertThat(new FaultRule("*", new Cut(10_000, false))).hasToString("*=cut:10kB");
        assertThat(new FaultRule("*", new Cut(2_000_000, false))).hasToString("*=cut:2MB");
        assertThat(new FaultRule("*", new Cut(1_500, false))).hasToString("*=cut:1500B");
        assertThat(new FaultRule("*", new Hang())).hasToString("*=hang");
    }

    @ParameterizedTest
    @CsvSource({
        "50, true, 1000, 500", "50, true, 1, 0", "100, true, 7, 7", "0, true, 9, 0",
        "99, true, 9223372036854775807, 9131138316486228048", "10, false, 1000, 10", "10, false, 5, 5"})
    void aCutLeavesItsShare(long amount, boolean ofHundred, long length, long left) {
        assertThat(new Cut(amount, ofHundred).of(length)).isEqualTo(left);
    }
}
