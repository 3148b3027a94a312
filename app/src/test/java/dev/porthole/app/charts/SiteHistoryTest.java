package dev.porthole.app.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What is kept of the past, what becomes coarser, and what may never get lost. */
class SiteHistoryTest {

    /** A full hour, so that coarse samples begin with it. */
    private static final long START = 1_790_000_400_000L / 3_600_000 * 3_600_000;

    private final SiteHistory history = new SiteHistory();

    private void second(long at, long requests, long nanos) {
        Histogram latencies = IntervalLatencies.newHistogram();
        if (requests > 0) {
            latencies.recordValueWithCount(nanos, requests);
        }
        long start = START + at * 1_000;
        history.add(new Sample(start, start + 1_000, 1_000, requests, 10 * requests, requests, 10.0 * requests,
                at % 7, at % 7, requests == 0 ? StatusCounts.NONE : new StatusCounts(0, requests, 0, 0, 0),
                Latencies.of(latencies)), latencies);
    }

    private ChartFrame frame(ChartRange range, long seconds) {
        return history.frame(range, START + seconds * 1_000);
    }

    @Test
    void aSiteThatNeverRanHasNothingToShow() {
        assertThat(history.isEmpty()).isTrue();
        for (ChartRange range : ChartRange.values()) {
            ChartFrame frame = frame(range, 0);
            assertThat(frame.samples()).isEmpty();
            assertThat(frame.toMillis() - frame.fromMillis()).isGreaterThanOrEqualTo(60_000);
            assertThat(frame.now()).isNull();
            assertThat(frame.latencies()).isEqualTo(Latencies.NONE);
        }
    }

    @Test
    void becomingCoarserLosesNoRequestAndNoPeak() {
        long requests = 0;
        int seconds = 7 * 3_600;
        for (int at = 0; at < seconds; at += 5) {
            long count = at == 5_000 ? 20_013 : at % 60;
            requests += count;
            second(at, count, at == 17_777 / 5 * 5 ? 3_000_000_000L : 1_000_000);
        }
        ChartFrame all = frame(ChartRange.ALL, seconds);
        assertThat(all.fromMillis()).isEqualTo(START);
        assertThat(all.samples()).hasSizeLessThan(2_200);
        assertThat(all.requests()).isEqualTo(requests);
        assertThat(all.sentBytes()).isEqualTo(10 * requests);
        assertThat(all.statuses().successful()).isEqualTo(requests);
        Sample peak = all.highest(Sample::requestPeak);
        assertThat(peak).isNotNull();
        assertThat(peak.requestPeak()).isEqualTo(20_013);
        assertThat(peak.startMillis()).isLessThanOrEqualTo(START + 5_000_000);
        assertThat(peak.endMillis()).isGreaterThan(START + 5_000_000);
        assertThat(all.samples().stream().mapToLong(sample -> sample.latencies().longest()).max().orElse(0))
                .isBetween(2_970_000_000L, 3_030_000_000L);
        assertThat(all.latencies().median()).isBetween(990_000L, 1_010_000L);
    }

    @Test
    void everyRangeIsAsFineAsThereIsRoomFor() {
        for (int at = 0; at < 4_000; at++) {
            second(at, 1, 1_000_000);
        }
        assertThat(frame(ChartRange.MINUTE, 4_000).samples()).hasSize(60);
        assertThat(frame(ChartRange.TEN_MINUTES, 4_000).samples()).hasSize(600);
        assertThat(frame(ChartRange.ALL, 4_000).samples()).hasSize(400)
                .allSatisfy(sample -> assertThat(sample.requestRate()).isCloseTo(1, within(1e-9)));
    }

    @Test
    void whatIsOlderThanFifteenDaysIsForgotten() {
        int days = 16;
        for (int tenth = 0; tenth < days * 24 * 6; tenth++) {
            second(tenth * 600L, 10, 1_000_000);
        }
        ChartFrame all = frame(ChartRange.ALL, days * 86_400L);
        assertThat(all.samples()).hasSizeBetween(2_100, 2_161);
        assertThat(all.fromMillis()).isGreaterThan(START);
        assertThat(all.samples().getLast().requests()).isEqualTo(10);
    }

    @Test
    void percentilesAreThoseOfAllAnswersWithinTheRange() {
        Histogram expected = IntervalLatencies.newHistogram();
        for (int at = 0; at < 300; at++) {
            long nanos = at < 240 ? 500_000_000 : 1_000L * (at - 239);
            second(at, at % 5, nanos);
            if (at >= 240) {
                expected.recordValueWithCount(nanos, Math.max(0, at % 5));
            }
        }
        assertThat(frame(ChartRange.MINUTE, 300).latencies()).isEqualTo(Latencies.of(expected));
        assertThat(frame(ChartRange.TEN_MINUTES, 300).latencies().median()).isGreaterThan(400_000_000);
        assertThat(frame(ChartRange.MINUTE, 400).latencies()).as("nothing any more").isEqualTo(Latencies.NONE);
    }

    @Test
    void aStoppedSiteLeavesAGap() {
        second(0, 5, 1_000);
        second(1, 5, 1_000);
        second(20, 5, 1_000);
        ChartFrame frame = frame(ChartRange.MINUTE, 21);
        List<Sample> samples = frame.samples();
        assertThat(samples).hasSize(3);
        assertThat(samples.get(1).follows(samples.get(0))).isTrue();
        assertThat(samples.get(2).follows(samples.get(1))).isFalse();
        assertThat(frame.at(START + 1_500)).isSameAs(samples.get(1));
        assertThat(frame.at(START + 10_000)).isNull();
        assertThat(frame.now()).isNotNull();
        assertThat(frame(ChartRange.MINUTE, 40).now()).isNull();
    }

    @Test
    void aClockThatIsPutBackMakesNoKnots() {
        second(0, 1, 1_000);
        second(100, 1, 1_000);
        second(50, 1, 1_000);
        for (ChartRange range : ChartRange.values()) {
            List<Sample> samples = frame(range, 51).samples();
            for (int i = 1; i < samples.size(); i++) {
                assertThat(samples.get(i).startMillis()).isGreaterThanOrEqualTo(samples.get(i - 1).endMillis());
            }
        }
    }

    @Test
    void aSpanIsMadeLargerToWholeSamples() {
        for (int at = 0; at < 10; at++) {
            second(at, at, 1_000);
        }
        ChartFrame frame = frame(ChartRange.MINUTE, 10);
        ChartSpan span = frame.wholeSamples(new ChartSpan(START + 2_400, START + 4_100));
        assertThat(span).isEqualTo(new ChartSpan(START + 2_000, START + 5_000));
        assertThat(frame.within(span)).extracting(Sample::requests).containsExactly(2L, 3L, 4L);
    }
}
