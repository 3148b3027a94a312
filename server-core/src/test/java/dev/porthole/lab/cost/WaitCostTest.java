package dev.porthole.lab.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.LabSupport;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.Descriptors;
import dev.porthole.lab.system.StoppedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitCostTest {

    private final List<LabEvent> events = new CopyOnWriteArrayList<>();
    private final LabSession session = new LabSession(events::add);

    @BeforeEach
    void onlyOnLinux() {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
    }

    @AfterEach
    void end() {
        session.close();
    }

    /** Both medians come from the same second, so that a slow computer slows both. */
    @Test
    void pollIsManyTimesDearerWhenAlmostAllAreIdle() throws Exception {
        new WaitCost(session, List.of(10, 1_000)).measure(ReadyCount.ONE);
        Map<String, Double> medians = medians(1_000);
        assertThat(medians.get("poll, ready: 1") / medians.get("epoll_wait, ready: 1")).isGreaterThan(20);
        assertThat(medians.get("select, ready: 1") / medians.get("epoll_wait, ready: 1")).isGreaterThan(20);
        assertThat(findings()).contains("lab.cost.same", "lab.cost.ratio", "lab.cost.growth");
        assertThat(session.openDescriptors()).as("left open").isZero();
    }

    @Test
    void whenAllAreReadyEpollHasAsMuchToSayAsPoll() throws Exception {
        new WaitCost(session, List.of(1_000)).measure(ReadyCount.ALL);
        Map<String, Double> medians = medians(1_000);
        assertThat(medians.get("epoll_wait, ready: all") / medians.get("poll, ready: all")).isGreaterThan(0.5);
        assertThat(findings()).contains("lab.cost.same").doesNotContain("lab.cost.growth");
    }

    @Test
    void selectFindsDescriptorsBeyondTheSizeOfFdSet() throws Exception {
        assumeTrue(Descriptors.left() > 3_000, "too few descriptors");
        new WaitCost(session, List.of(2_000)).measure(ReadyCount.TEN);
        assertThat(findings()).contains("lab.cost.bitmap");
        assertThat(medians(2_000)).containsOnlyKeys(
                "select, ready: 10", "poll, ready: 10", "epoll_wait, ready: 10");
    }

    @Test
    void measuresFewerWhereTheProgramMayNotOpenAsMany() throws Exception {
        int tooMany = 100_000_000;
        assumeTrue(Descriptors.left() > 100 && Descriptors.left() < 50_000, "would open too many");
        new WaitCost(session, List.of(10, tooMany)).measure(ReadyCount.TEN);
        LabEvent.Step fewer = events.stream().filter(LabEvent.Step.class::isInstance).map(LabEvent.Step.class::cast)
                .filter(each -> each.key().equals("lab.cost.fewer")).findFirst().orElseThrow();
        assertThat(fewer.arguments()).startsWith("100000000");
        assertThat(medians(Integer.parseInt(fewer.arguments().get(1)))).hasSize(3);
    }

    @Test
    void stopsAtOnceAndLeavesNothingOpen() throws Exception {
        CountDownLatch measuring = new CountDownLatch(1);
        LabSession stopped = new LabSession(event -> {
            if (event instanceof LabEvent.Reading) {
                measuring.countDown();
            }
        });
        List<Throwable> thrown = new ArrayList<>();
        Thread script = Thread.ofPlatform().start(() -> {
            try {
                CostScript.COST.run(stopped);
            } catch (StoppedException | InterruptedException e) {
                thrown.add(e);
            }
        });
        measuring.await();
        stopped.close();
        assertThat(stopped.openDescriptors()).isZero();
        script.join();
        assertThat(thrown).hasOnlyElementsOfType(StoppedException.class).hasSize(1);
        assertThat(stopped.failure()).isNull();
        assertThatThrownBy(() -> CostScript.COST.run(stopped)).isInstanceOf(StoppedException.class);
    }

    @Test
    void namesOfSeriesAreReadBack() {
        for (ReadyCount each : ReadyCount.values()) {
            CostSeries series = new CostSeries("poll", each);
            assertThat(CostSeries.named(series.name())).contains(series);
        }
        assertThat(CostSeries.named("send queue")).isEmpty();
    }

    private Map<String, Double> medians(double size) {
        return events.stream().filter(LabEvent.Reading.class::isInstance).map(LabEvent.Reading.class::cast)
                .filter(each -> each.at() == size)
                .collect(Collectors.toMap(LabEvent.Reading::series, LabEvent.Reading::value));
    }

    private List<String> findings() {
        return events.stream().filter(LabEvent.Finding.class::isInstance).map(LabEvent.Finding.class::cast)
                .map(LabEvent.Finding::key).toList();
    }
}
