package dev.porthole.lab.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.LabSupport;
import dev.porthole.lab.Scripts;
import dev.porthole.lab.backlog.Visitor.Place;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.program.Waiting;
import dev.porthole.lab.script.LabSession;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private final List<LabEvent> events = new CopyOnWriteArrayList<>();
    private final LabSession session = new LabSession(events::add);

    @BeforeEach
    void onlyOnLinux() {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
    }

    @AfterEach
    void nothingIsLeft() {
        session.close();
        assertThat(session.openDescriptors()).isZero();
        assertThat(session.failure()).isNull();
    }

    @Test
    void oneMoreGetsInThanWasAskedForAndNobodyIsRefused() throws Exception {
        Scripts.named("backlog").orElseThrow().run(session);
        assertThat(found("admitted")).containsExactly(
                List.of("0", "8", "1", "7", "0"), List.of("5", "8", "6", "2", "0"), List.of("2", "8", "3", "5", "0"));
        assertThat(found("let-in")).singleElement().satisfies(
                letIn -> assertThat(letIn).startsWith("3", "5"));
        assertThat(events).filteredOn(LabEvent.Line.class::isInstance).as("all came in").hasSize(8);
    }

    private List<List<String>> found(String key) {
        return events.stream().filter(LabEvent.Finding.class::isInstance).map(LabEvent.Finding.class::cast)
                .filter(each -> each.key().equals("lab.backlog.found." + key))
                .map(LabEvent.Finding::arguments).toList();
    }

    @Test
    void thosePlacesThatAreTakenAreThoseThatTheKernelTells() throws Exception {
        WaitingRoom room = new WaitingRoom(session, 2);
        room.open();
        Thread clients = session.start("clients", () -> room.arrive(4));
        Waiting.until(session, "all have knocked", () -> !clients.isAlive());
        assertThat(room.visitors()).extracting(Visitor::place)
                .containsExactly(Place.WAITING, Place.WAITING, Place.WAITING, Place.KNOCKING);
        assertThat(room.state().waiting()).isEqualTo(3);
        assertThat(room.state().backlog()).isEqualTo(2);
        assertThat(room.visitors()).extracting(Visitor::number).containsExactly(1, 2, 3, 4);
    }
}
