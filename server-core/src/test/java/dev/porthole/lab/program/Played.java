package dev.porthole.lab.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.LabSupport;
import dev.porthole.lab.Scripts;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.LabSession;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a script told, to the last event. */
record Played(List<LabEvent> events) {

    /** Runs a script to its end; nothing may be left of it. */
    static Played script(String name) throws InterruptedException {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
        List<LabEvent> events = new CopyOnWriteArrayList<>();
        LabSession session = new LabSession(events::add);
        try (session) {
            Scripts.named(name).orElseThrow().run(session);
            assertThat(session.failure()).isNull();
        }
        assertThat(session.openDescriptors()).isZero();
        return new Played(List.copyOf(events));
    }

    /** The lines that the programs printed. */
    List<String> lines() {
        return events.stream().filter(LabEvent.Line.class::isInstance)
                .map(each -> ((LabEvent.Line) each).text()).toList();
    }

    /** The arguments of a finding. */
    List<String> found(String key) {
        return events.stream().filter(LabEvent.Finding.class::isInstance).map(LabEvent.Finding.class::cast)
                .filter(each -> each.key().equals("lab.programs.found." + key))
                .map(LabEvent.Finding::arguments).findFirst().orElseThrow();
    }

    /** The calls of a thread, as strace prints them. */
    List<String> calls(String thread) {
        return events.stream().filter(LabEvent.Call.class::isInstance).map(LabEvent.Call.class::cast)
                .filter(each -> each.thread().equals(thread)).map(LabEvent.Call::toString).toList();
    }

    /** The values of a series. */
    List<Double> readings(String series) {
        return events.stream().filter(LabEvent.Reading.class::isInstance).map(LabEvent.Reading.class::cast)
                .filter(each -> each.series().equals(series)).map(LabEvent.Reading::value).toList();
    }
}
