package dev.porthole.lab.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.EventList;
import dev.porthole.lab.LabSupport;
import dev.porthole.lab.StopAnywhere;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.Descriptors;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitCostTest {

    private final EventList events = new EventList();
    private final LabSession session = new LabSession(events);

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
        assertThat(events.findings()).contains("lab.cost.same", "lab.cost.ratio", "lab.cost.growth");
        assertThat(session.openDescriptors()).as("left open").isZero();
    }

    @Test
    void whenAllAreReadyEpollHasAsMuchToSayAsPoll() throws Exception {
        new WaitCost(session, List.of(1_000)).measure(ReadyCount.ALL);
        Map<String, Double> medians = medians(1_000);
        assertThat(medians.get("epoll_wait, ready: all") / medians.get("poll, ready: all")).isGreaterThan(0.5);
        assertThat(events.findings()).contains("lab.cost.same").doesNotContain("lab.cost.growth");
    }

    @Test
    void selectFindsDescriptorsBeyondTheSizeOfFdSet() throws Exception {
        assumeTrue(Descriptors.left() > 3_000, "too few descriptors");
        new WaitCost(session, List.of(2_000)).measure(ReadyCount.TEN);
        assertThat(events.findings()).contains("lab.cost.bitmap");
        assertThat(medians(2_000)).containsOnlyKeys(
                "select, ready: 10", "poll, ready: 10", "epoll_wait, ready: 10");
    }

    @Test
    void measuresFewerWhereTheProgramMayNotOpenAsMany() throws Exception {
        int tooMany = 100_000_000;
        assumeTrue(Descriptors.left() > 100 && Descriptors.left() < 50_000, "would open too many");
        new WaitCost(session, List.of(10, tooMany)).measure(ReadyCount.TEN);
        List<String> fewer = events.step("lab.cost.fewer");
        assertThat(fewer).startsWith("100000000");
        assertThat(medians(Integer.parseInt(fewer.getLast()))).hasSize(3);
    }

    @Test
    void stopsAtOnceAndLeavesNothingOpen() throws Exception {
        StopAnywhere.assertStops(CostScript.COST, LabEvent.Reading.class::isInstance);
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
        return events.readings().filter(each -> each.at() == size)
                .collect(Collectors.toMap(LabEvent.Reading::series, LabEvent.Reading::value));
    }
}
