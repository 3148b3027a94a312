package dev.porthole.app.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Axes have round numbers, and room for what is shown. */
class TicksTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @Test
    void countsHaveRoundWholeNumbers() {
        assertThat(Ticks.linear(0, 1, 3).values()).containsExactly(0.0, 1.0);
        assertThat(Ticks.linear(1, 1, 3).values()).containsExactly(0.0, 1.0);
        assertThat(Ticks.linear(2, 1, 3).values()).containsExactly(0.0, 1.0, 2.0);
        assertThat(Ticks.linear(7, 1, 3).values()).containsExactly(0.0, 5.0, 10.0);
        assertThat(Ticks.linear(20_013, 1, 4).values()).containsExactly(0.0, 10_000.0, 20_000.0, 30_000.0);
        assertThat(Ticks.linear(20_000, 1, 4).values()).containsExactly(0.0, 5_000.0, 10_000.0, 15_000.0, 20_000.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 3, 9.99, 10, 99, 1_234_567, 8e12})
    void theHighestValueIsWithinAndTheLinesHaveRoom(double highest) {
        for (int most = 1; most <= 4; most++) {
            Ticks ticks = Ticks.linear(highest, 1, most);
            assertThat(ticks.values().getLast()).isGreaterThanOrEqualTo(highest);
            assertThat(ticks.values()).hasSizeBetween(2, most + 1);
            assertThat(ticks.share(0)).isZero();
            assertThat(ticks.share(highest)).isBetween(0.0, 1.0);
        }
    }

    @Test
    void latenciesHavePowersOfTen() {
        assertThat(Ticks.powersOfTen(310_000, 24_100_000).values()).containsExactly(1e5, 1e6, 1e7, 1e8);
        assertThat(Ticks.powersOfTen(1_000_000, 1_000_000).values()).as("one value").containsExactly(1e6, 1e7);
        Ticks ticks = Ticks.powersOfTen(100_000, 10_000_000);
        assertThat(ticks.share(1_000_000)).isCloseTo(0.5, within(1e-9));
        assertThat(ticks.share(1)).isZero();
        assertThat(ticks.share(1e12)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T06:02:11.400Z, 60, 6, '14:02:15,14:02:30,14:02:45,14:03:00'",
        "2026-11-25T06:02:11.400Z, 600, 6, '14:04,14:06,14:08,14:10,14:12'",
        "2026-11-25T15:30:00Z, 7200, 6, '23:30,11-26,00:30,01:00,01:30'",
        "2026-11-25T06:02:11Z, 864000, 6, '11-27,11-29,12-01,12-03,12-05'"
    })
    void timesAreRoundByTheLocalClock(Instant from, long seconds, int most, String labels) {
        List<TimeTicks.Tick> ticks = TimeTicks.between(
                from.toEpochMilli(), from.plusSeconds(seconds).toEpochMilli(), most, SHANGHAI);
        assertThat(ticks.stream().map(TimeTicks.Tick::label).toList()).containsExactly(labels.split(","));
    }

    @Test
    void aRareStatusCanBeSeenAndTheStackStaysAsHigh() {
        StatusStack stack = StatusStack.of(new StatusCounts(0, 1_000_000, 0, 1, 0), 50, 2);
        assertThat(stack.bands()).containsExactly(
                new StatusStack.Band(2, 0, 48), new StatusStack.Band(4, 48, 50));
        assertThat(StatusStack.of(new StatusCounts(0, 0, 0, 0, 3), 50, 2).bands())
                .containsExactly(new StatusStack.Band(5, 0, 50));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.997, 1", "1.2, 1.2", "0.05, 0.05", "9.4, 9.4", "11.7, 12", "20013.2, '20,013'"})
    void ratesHaveAsManyDigitsAsSaySomething(double rate, String text) {
        assertThat(ChartTexts.number(rate)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"87000, 0.087 ms", "310000, 0.31 ms", "24100000, 24.1 ms", "412000000, 412 ms",
        "1250000000, 1.25 s", "999600000, 1.00 s"})
    void latenciesHaveThreeDigits(long nanos, String text) {
        assertThat(ChartTexts.latency(nanos)).isEqualTo(text);
    }

    @Test
    void theFilterGetsOneTermOfTime() {
        ChartSpan span = new ChartSpan(0, 1_000);
        String term = SpanTerm.put("", span);
        assertThat(term).matches("time:\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:00\\.000\\.\\.\\S+:00\\.999");
        assertThat(SpanTerm.put("status:404 ", span)).isEqualTo("status:404 " + term);
        assertThat(SpanTerm.put(SpanTerm.put("css", new ChartSpan(5, 6)), span)).isEqualTo("css " + term);
        assertThat(SpanTerm.put("-time:a..b css", span)).isEqualTo("css " + term);
    }
}
