package dev.porthole.lab.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.LabSupport;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.script.StoppedScript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The acts on the kernel of this computer. */
class ActScriptTest {

    private static final String IN = "EPOLLIN";

    @BeforeEach
    void onlyOnLinux() {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
    }

    @Test
    void theGoldenTable() {
        assertThat(table(run(Act.READING))).isEqualTo(List.of(
                row("sent", "LT", IN, "ET", IN, "ONESHOT", IN),
                row("again", "LT", IN, "ET", "", "ONESHOT", ""),
                row("part", "LT", IN, "ET", "", "ONESHOT", ""),
                row("more", "LT", IN, "ET", IN, "ONESHOT", ""),
                row("stays", "LT", IN, "ET", "", "ONESHOT", ""),
                row("rearm", "ONESHOT", IN),
                row("drained", "LT", "", "ET", "", "ONESHOT", ""),
                row("edge", "ET", IN),
                row("hand", "ET", IN)));
    }

    @Test
    void drainsInTwoReadsAndAnError() {
        assertThat(run(Act.READING)).filteredOn(LabEvent.Call.class::isInstance).map(Object::toString)
                .filteredOn(call -> call.startsWith("recvfrom"))
                .extracting(call -> call.replaceFirst(".*, (\\d+), 0, NULL, NULL\\) = ", "$1: "))
                .containsExactly("40: 40", "64: 64", "64: 6", "64: -1 EAGAIN");
    }

    @Test
    void finIsTheEndOfTheDataAndRstIsAnError() {
        assertThat(table(run(Act.CLOSE))).isEqualTo(List.of(
                row("bye", "LT", IN, "ET", IN, "RDHUP", "EPOLLIN|EPOLLRDHUP"),
                row("byeRead", "LT", IN, "ET", "", "RDHUP", "EPOLLIN|EPOLLRDHUP"),
                row("byeEnd", "LT", IN, "ET", "", "RDHUP", "EPOLLIN|EPOLLRDHUP"),
                row("rst", "LT", "EPOLLIN|EPOLLERR|EPOLLHUP", "ET", "EPOLLIN|EPOLLERR|EPOLLHUP",
                        "RDHUP", "EPOLLIN|EPOLLERR|EPOLLHUP|EPOLLRDHUP"),
                row("rstRead", "LT", "EPOLLIN|EPOLLHUP", "ET", "",
                        "RDHUP", "EPOLLIN|EPOLLHUP|EPOLLRDHUP")));
    }

    @Test
    void roomToWriteIsALevelToo() {
        assertThat(table(run(Act.WRITING))).isEqualTo(List.of(
                row("room", "OUT", "EPOLLOUT", "OUT|ET", "EPOLLOUT", "IN|OUT|ET", "EPOLLOUT"),
                row("roomStays", "OUT", "EPOLLOUT", "OUT|ET", "", "IN|OUT|ET", ""),
                row("full", "OUT", "", "OUT|ET", "", "IN|OUT|ET", ""),
                row("arrives", "OUT", "", "OUT|ET", "", "IN|OUT|ET", IN),
                row("little", "OUT", "", "OUT|ET", "", "IN|OUT|ET", ""),
                row("empty", "OUT", "EPOLLOUT", "OUT|ET", "EPOLLOUT", "IN|OUT|ET", "EPOLLIN|EPOLLOUT"),
                row("emptyStays", "OUT", "EPOLLOUT", "OUT|ET", "", "IN|OUT|ET", "")));
    }

    @ParameterizedTest
    @EnumSource
    void everyStepTellsItsOwnFinding(Act act) {
        assertThat(run(act)).filteredOn(LabEvent.Finding.class::isInstance)
                .extracting(event -> ((LabEvent.Finding) event).key())
                .containsExactlyElementsOf(
                        act.steps().stream().map(step -> "lab.trigger.finding." + step.name()).toList());
    }

    @ParameterizedTest
    @EnumSource
    void stopsAtEveryPoint(Act act) throws InterruptedException {
        StoppedScript.assertStopsAtEveryPoint(new ActScript(act));
    }

    private static List<LabEvent> run(Act act) {
        List<LabEvent> events = new ArrayList<>();
        try (LabSession session = new LabSession(events::add)) {
            new ActScript(act).run(session);
        }
        return events;
    }

    private static List<Map.Entry<String, Map<String, String>>> table(List<LabEvent> events) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (LabEvent each : events) {
            if (each instanceof LabEvent.Told told) {
                rows.computeIfAbsent(told.row(), row -> new LinkedHashMap<>()).put(told.column(), told.told());
            }
        }
        return List.copyOf(rows.entrySet());
    }

    private static Map.Entry<String, Map<String, String>> row(String name, String... cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            row.put(cells[i], cells[i + 1]);
        }
        return Map.entry("lab.trigger.row." + name, row);
    }
}
