package dev.porthole.lab.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.LabSupport;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.script.StoppedScript;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** On the kernel of this computer. */
class ProofTest {

    @BeforeEach
    void onlyOnLinux() {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
    }

    static Stream<Proof> proofs() {
        return Proof.all().stream();
    }

    @ParameterizedTest
    @MethodSource("proofs")
    void proves(Proof proof) throws InterruptedException {
        List<LabEvent> events = run(proof);
        assertThat(events.getLast()).isInstanceOf(LabEvent.Finding.class)
                .extracting(event -> ((LabEvent.Finding) event).key()).isEqualTo("lab.limits.finding." + proof.id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "files; epoll_ctl; 0, 0, EPERM, EPERM",
        "errors; epoll_ctl; 0, EEXIST, ENOENT, ENOENT, EBADF, EINVAL, EINVAL",
        "dup; epoll_ctl; 0, EBADF, ENOENT",
        "dup; epoll_wait; 1, 0",
        "nested; epoll_ctl; 0, 0, ELOOP",
        "nested; epoll_wait; 1, 1",
        "oneshot; epoll_wait; 1, 1, 1, 0, 1",
    })
    void theCallsReturn(String id, String call, String results) throws InterruptedException {
        Proof proof = proofs().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
        assertThat(run(proof).stream()
                .filter(LabEvent.Call.class::isInstance).map(LabEvent.Call.class::cast)
                .filter(each -> each.name().equals(call))
                .map(each -> each.error().isEmpty() ? Long.toString(each.result()) : each.error()))
                .containsExactly(results.split(", "));
    }

    @ParameterizedTest
    @MethodSource("proofs")
    void stopsAtEveryPoint(Proof proof) throws InterruptedException {
        StoppedScript.assertStopsAtEveryPoint(proof);
    }

    private static List<LabEvent> run(Proof proof) throws InterruptedException {
        List<LabEvent> events = new CopyOnWriteArrayList<>();
        try (LabSession session = new LabSession(events::add)) {
            proof.run(session);
        }
        return events;
    }
}
