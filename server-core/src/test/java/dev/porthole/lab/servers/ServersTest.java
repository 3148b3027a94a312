package dev.porthole.lab.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.EventList;
import dev.porthole.lab.LabSupport;
import dev.porthole.lab.StopAnywhere;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.LabSession;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ServersTest {

    private final EventList events = new EventList();

    @Test
    void onlyTheOneBlockingThreadLetsTheFastClientsWait() throws Exception {
        try (LabSession session = new LabSession(events)) {
            new ServersScript().run(session);
        }
        assertThat(events.values("blocking/fast")).hasSize(5)
                .allMatch(took -> took > SlowClientRace.SLOW_PAUSE_MILLIS * (SlowClientRace.SLOW_BYTES - 3));
        for (ServerModel each : List.of(ServerModel.THREADS, ServerModel.VIRTUAL, ServerModel.LOOP)) {
            assertThat(Collections.max(events.values(each.id() + SlowClientRace.FAST))).as(each.id())
                    .isLessThan(events.value(each.id() + SlowClientRace.SLOW_TOOK));
            assertThat(events.values(each.id() + SlowClientRace.SLOW)).as(each.id()).hasSize(18).isSorted();
        }
        assertThat(events.value("blocking/threads")).isEqualTo(1);
        assertThat(events.value("threads/threads")).isEqualTo(6);
        assertThat(events.value("virtual/threads")).isEqualTo(6);
        assertThat(events.value("loop/threads")).isEqualTo(1);
        assertThat(events.finding("lab.servers.found.blocking")).startsWith("0", "5");
        assertThat(events.findings()).endsWith("lab.servers.onlyOne");
    }

    @Test
    void stopsWhileEverybodyWaits() throws Exception {
        StopAnywhere.assertStops(new ServersScript(), reading("blocking" + SlowClientRace.SLOW, 3));
        Set<String> left = Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.equals("slow client") || name.equals("fast client") || name.equals("threads"))
                .collect(Collectors.toSet());
        assertThat(left).isEmpty();
    }

    @Test
    void theSlowReaderGetsAllAndTheServerAsksForRoomOnce() throws Exception {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
        try (LabSession session = new LabSession(events)) {
            new SlowReaderScript().run(session);
            assertThat(session.openDescriptors()).isZero();
        }
        assertThat(events.finding("lab.reader.whole")).containsExactly("6,000,000", "6,000,000");
        List<String> flag = events.finding("lab.reader.flag");
        assertThat(flag.getFirst()).as("asked").isEqualTo("1");
        assertThat(flag.getLast()).as("withdrawn").isEqualTo("1");
        assertThat(Integer.parseInt(flag.get(1))).as("wake-ups").isGreaterThan(10);
        List<String> modified = events.calls().stream().filter(call -> call.contains("EPOLL_CTL_MOD")).toList();
        assertThat(modified).hasSize(2);
        assertThat(modified.getFirst()).contains("events=EPOLLIN|EPOLLOUT,");
        assertThat(modified.getLast()).contains("events=EPOLLIN,");
        assertThat(events.values(SlowReader.IN_SERVER)).contains(0.0).allMatch(each -> each <= SlowReader.BYTES);
        assertThat(Collections.max(events.values(SlowReader.IN_SEND_QUEUE))).isGreaterThan(10_000);
        assertThat(Collections.max(events.values(SlowReader.IN_RECEIVE_QUEUE))).isGreaterThan(1_000);
    }

    @Test
    void stopsInTheMiddleOfATransfer() throws Exception {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
        StopAnywhere.assertStops(new SlowReaderScript(),
                event -> event instanceof LabEvent.Step step && step.key().equals(SlowReader.ASKED));
    }

    private static Predicate<LabEvent> reading(String series, double at) {
        return event -> event instanceof LabEvent.Reading reading
                && reading.series().equals(series) && reading.at() == at;
    }
}
