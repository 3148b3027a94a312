package dev.porthole.app.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Samples are what the log's exact counts have grown by. */
class SamplerTest {

    private static final long START = 1_790_000_000_000L;

    private final EventLog log = new EventLog(100, 0);
    private final SiteHistory history = new SiteHistory();

    private List<Sample> samples(long millis) {
        return history.frame(ChartRange.ALL, START + millis).samples();
    }

    private void request(long number) {
        log.accept(new RequestReceived(number, 1, (int) number, Instant.EPOCH, "GET", "/", "HTTP/1.1", "head"));
        log.accept(new ResponseFinished(number, 1, Instant.EPOCH, 200, Why.of(Rule.FILE), null, "text/html", 10, 100,
                "head", new Timing(1, 2, 3), ResponseFinished.Outcome.COMPLETE));
    }

    @Test
    void everyRequestIsInExactlyOneSample() {
        Sampler sampler = new Sampler(log, history, START);
        request(1);
        request(2);
        sampler.look(START + 1_000, true);
        sampler.look(START + 2_000, true);
        request(3);
        sampler.look(START + 3_000, true);
        assertThat(samples(3_000)).extracting(Sample::requests).containsExactly(2L, 0L, 1L);
        assertThat(samples(3_000)).extracting(sample -> sample.statuses().successful()).containsExactly(2L, 0L, 1L);
        assertThat(samples(3_000)).extracting(sample -> sample.latencies().any())
                .containsExactly(true, false, true);
        assertThat(samples(3_000).stream().mapToLong(Sample::sentBytes).sum())
                .isEqualTo(log.counters().sentBytes());
    }

    @Test
    void aLateLookTellsTheRateOfTheTimeThatPassed() {
        Sampler sampler = new Sampler(log, history, START);
        sampler.look(START + 1_000, true);
        for (int number = 1; number <= 40; number++) {
            request(number);
        }
        sampler.look(START + 3_000, true);
        sampler.look(START + 3_100, true);
        assertThat(samples(3_100)).hasSize(2);
        assertThat(samples(3_100).getLast().requestRate()).isEqualTo(20);
    }

    @Test
    void whileTheSiteIsStoppedThereIsNothingToTell() {
        Sampler sampler = new Sampler(log, history, START);
        sampler.look(START + 1_000, false);
        assertThat(history.isEmpty()).isTrue();
        request(1);
        sampler.look(START + 2_000, false);
        assertThat(samples(2_000)).as("what came as it stopped is told all the same").hasSize(1);
        sampler.look(START + 3_000, false);
        assertThat(samples(3_000)).hasSize(1);
    }

    @Test
    void afterTheComputerHasSleptTheLastSecondTellsWhatCame() {
        Sampler sampler = new Sampler(log, history, START);
        sampler.look(START + 1_000, true);
        request(1);
        sampler.look(START + 3_600_000, true);
        assertThat(samples(3_600_000)).hasSize(2);
        assertThat(samples(3_600_000).getLast().watchedMillis()).isEqualTo(1_000);
    }
}
